import { Button, Popconfirm } from 'antd';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { write } from '../../app/work.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import type { Filing } from './FilingForm.tsx';
import { sectionLabels } from './section-labels.ts';

/** Returns that only some units fill: put on this unit's list, or taken off it while nothing was filed. */
export function ListedReturns({ filing }: { readonly filing: Filing }) {
  const labels = useLabels(sectionLabels);
  const language = useLanguage();
  const year = useYear();
  const setPlace = useNavigation((state) => state.setPlace);
  const catalogue = useRead('catalogue.get', useYear());
  const listed = (catalogue.data?.returns ?? []).filter(
    ({ kind, population }) => kind !== 'computed' && population.duty === 'listed',
  );
  const open = listed.filter(
    ({ code, population }) =>
      population.kinds.includes(filing.kind) && !filing.others.some((other) => other.return === code),
  );
  const canDrop = filing.state === 'due' && listed.some(({ code }) => code === filing.return);
  const add = async (code: string): Promise<void> => {
    const done = await write('obligations.add', { ...year, unit: filing.unit, return: code });
    if (done !== null) setPlace({ unit: filing.unit, return: code });
  };
  const drop = async (): Promise<void> => {
    const next = filing.others.find((other) => other.return !== filing.return);
    const done = await write('obligations.drop', { ...year, unit: filing.unit, return: filing.return });
    if (done !== null) setPlace(next === undefined ? {} : { unit: filing.unit, return: next.return });
  };
  if (open.length === 0 && !canDrop) return null;
  return (
    <div className="listed-returns">
      {open.length > 0 && (
        <MenuButton
          items={open.map(({ code, name }) => ({ key: code, label: `${code} ${name[language]}` }))}
          choose={(code) => void add(code)}
          button={{ size: 'small', title: labels.addReturnHint }}
        >
          {`${labels.addReturn} ▾`}
        </MenuButton>
      )}
      {canDrop && (
        <Popconfirm
          title={labels.dropReturnAsk(filing.return)}
          okText={labels.ok}
          cancelText={labels.cancel}
          onConfirm={() => void drop()}
        >
          <Button size="small">{labels.dropReturn}</Button>
        </Popconfirm>
      )}
    </div>
  );
}
