import { Button, Empty } from 'antd';
import { useAcceptAll } from '../../app/accept-all.ts';
import { useLabels } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { useRoundState } from '../../app/round.ts';
import { Screen } from '../../ui/Screen.tsx';
import { AddUnit } from './AddUnit.tsx';
import { FilingForm } from './FilingForm.tsx';
import { FilingList } from './FilingList.tsx';
import { Reminders } from './Reminders.tsx';
import { filingLabels } from './labels.ts';
import './filing.css';

/** The county's filings on the left, the official form on the right. */
export function FilingScreen() {
  const labels = useLabels(filingLabels);
  const year = useYear();
  const place = useNavigation((state) => state.place);
  const acceptAll = useAcceptAll();
  const isOpen = useRoundState() === 'open';
  const tools = isOpen && (
    <>
      <Reminders />
      <AddUnit />
      <Button type="primary" onClick={acceptAll}>
        {labels.acceptAll}
      </Button>
    </>
  );
  return (
    <Screen title={labels.title} tools={tools}>
      <div className="filing">
        <FilingList />
        {place.unit === undefined || place.return === undefined ? (
          <Empty className="filing-empty" description={labels.choose} />
        ) : (
          <FilingForm
            key={`${place.unit}/${place.return}/${place.key ?? ''}/${year.year ?? ''}`}
            unit={place.unit}
            code={place.return}
            startAt={place.key === undefined ? null : { record: place.record ?? '', key: place.key }}
          />
        )}
      </div>
    </Screen>
  );
}
