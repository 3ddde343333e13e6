import { Button, Empty, Select, Space } from 'antd';
import { useState } from 'react';
import type { Reminder } from '#shared/contract/areas/reminders.ts';
import type { Output } from '#shared/contract/contract.ts';
import { contactTexts, owedText, reminderTexts } from '#shared/texts/reminders.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { useReminderView } from '../../app/reminder-view.ts';
import { run, saveMade, say } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { reminderLabels } from './reminder-labels.ts';
import './reminders.css';

type List = Output<'reminders.list'>;

/** As many as a person goes through and prints at once; the workbook has no limit. */
const shownUnits = 500;

/** 催报单: whom to call for what is missing, to go through on screen, print, and keep as a workbook. */
export function Reminders() {
  const labels = useLabels(reminderLabels);
  const isOpen = useReminderView((state) => state.isOpen);
  return (
    <>
      <Button onClick={() => useReminderView.setState({ isOpen: true })}>{labels.open}</Button>
      {isOpen && <Pages />}
    </>
  );
}

function Pages() {
  const labels = useLabels(reminderLabels);
  const year = useYear();
  const [only, setOnly] = useState<string | null>(null);
  const asked = { ...year, ...(only === null ? {} : { return: only }) };
  const list = useRead('reminders.list', { ...asked, limit: shownUnits });
  const save = async (): Promise<void> => {
    const made = await run(labels.saving, 'reminders.make', asked);
    if (made !== null && (await saveMade(made.file))) say('success', labels.saved(made.file.name));
  };
  const hasAny = (list.data?.total ?? 0) > 0;
  return (
    <Dialog
      width={1120}
      title={labels.open}
      onCancel={() => useReminderView.setState({ isOpen: false })}
      footer={null}
    >
      <Space className="reminder-tools" wrap>
        <Narrow returns={list.data?.returns ?? []} only={only} choose={setOnly} />
        <Button type="primary" disabled={!hasAny} onClick={() => void save()}>
          {labels.save}
        </Button>
        <Button disabled={!hasAny} onClick={() => void host.print()}>
          {labels.print}
        </Button>
        {list.data !== null && <span className="quiet">{labels.count(list.data.total)}</span>}
      </Space>
      <Answer read={list}>
        {(data) =>
          data.total === 0 ? (
            <Empty description={labels.none} />
          ) : (
            <>
              {data.total > data.reminders.length && (
                <p className="quiet">{labels.beyond(data.reminders.length, data.total)}</p>
              )}
              <Page list={data} />
            </>
          )
        }
      </Answer>
    </Dialog>
  );
}

interface NarrowProps {
  readonly returns: List['returns'];
  readonly only: string | null;
  readonly choose: (code: string | null) => void;
}

function Narrow({ returns, only, choose }: NarrowProps) {
  const labels = useLabels(reminderLabels);
  const language = useLanguage();
  return (
    <Select<string>
      allowClear
      className="reminder-return"
      popupMatchSelectWidth={false}
      placeholder={labels.allReturns}
      aria-label={labels.narrow}
      value={only}
      onChange={(code: string | undefined) => choose(code ?? null)}
      options={returns.map(({ return: code, name, due, draft }) => ({
        value: code,
        label: labels.option(code, name[language], due, draft),
      }))}
    />
  );
}

/** The paper: each unit's cells once, however many returns it owes. */
function Page({ list }: { readonly list: List }) {
  const language = useLanguage();
  const words = reminderTexts[language];
  return (
    <div className="reminder-pages" tabIndex={0}>
      <h2>{words.title(list.county, list.year, list.demonstration)}</h2>
      <p className="quiet">{words.about(list.on)}</p>
      <table>
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {list.reminders.map((reminder, index) => (
          <Unit key={reminder.unit} reminder={reminder} number={index + 1} year={list.year} />
        ))}
      </table>
    </div>
  );
}

interface UnitProps {
  readonly reminder: Reminder;
  readonly number: number;
  readonly year: number;
}

function Unit({ reminder, number, year }: UnitProps) {
  const labels = useLabels(reminderLabels);
  const language = useLanguage();
  const setPlace = useNavigation((state) => state.setPlace);
  const words = reminderTexts[language];
  const { unit, code, name, owed } = reminder;
  const { person, telephone } = contactTexts(reminder, year, language);
  const open = (form: string): void => {
    useReminderView.setState({ isOpen: false });
    setPlace({ unit, return: form });
  };
  return (
    <tbody>
      {owed.map((item, at) => (
        <tr key={item.return}>
          {at === 0 &&
            [String(number), code, name, person, telephone].map((text, column) => (
              <td key={column} rowSpan={owed.length} className={column > 2 ? 'unbroken' : undefined}>
                {text}
              </td>
            ))}
          <td>
            <button type="button" className="link" title={labels.go} onClick={() => open(item.return)}>
              {item.return} {item.name[language]}
            </button>
          </td>
          <td className={item.open.A > 0 ? 'class-A' : undefined}>{owedText(item, language)}</td>
          <td className={item.due?.late === true ? 'unbroken class-A' : 'unbroken'}>
            {item.due === null ? '' : words.by(item.due.by, item.due.late)}
          </td>
          {at === 0 && <td rowSpan={owed.length} className="reminder-answer" />}
        </tr>
      ))}
    </tbody>
  );
}
