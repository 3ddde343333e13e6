import { Alert, Button, Space, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import { problemText } from '#shared/texts/problems.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { batchStateNames } from '#shared/texts/states.ts';
import { toSender } from '#shared/texts/to-sender.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { say, write } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { copyText } from '../../ui/copy.ts';
import { Answer } from '../../ui/Screen.tsx';
import { stateChips } from './BatchList.tsx';
import { Differences } from './Differences.tsx';
import { Answered } from './Answered.tsx';
import { importLabels } from './labels.ts';
import { layoutLabels } from './layout-labels.ts';
import { answered, useNextFocus } from './next-focus.ts';
import { Questions } from './Questions.tsx';
import { Reused } from './Reused.tsx';
import { SheetPreview, type SheetPlace } from './SheetPreview.tsx';
import { useUndo } from './undo.tsx';
import { canAnswer } from './use-answer.tsx';
import type { Files } from './use-files.ts';

type Details = Output<'import.get'>;

interface PaneProps {
  readonly id: string;
  /** The file to go on with, and how many others ask something. */
  readonly next: Files['next'];
  readonly choose: Files['choose'];
}

/** One file: its sheet, what it would change, its notices, its questions, and what can be done with it. */
export function BatchPane({ id, next, choose }: PaneProps) {
  const language = useLanguage();
  const details = useRead('import.get', { batch: id, limit: 1 });
  return (
    <Answer read={details}>
      {(data) => (
        <div className={data.batch.open === 0 ? 'batch batch-clear' : 'batch'}>
          <header className="batch-head">
            <h2 title={data.batch.file}>{data.batch.file}</h2>
            <Chip kind={stateChips[data.batch.outcome]}>{batchStateNames[data.batch.outcome][language]}</Chip>
            <span className="spacer" />
            <Acts batch={data.batch} next={next} choose={choose} />
          </header>
          {data.batch.problem === null ? <Content details={data} /> : <Refused details={data} />}
        </div>
      )}
    </Answer>
  );
}

/** The place in the sheet that is shown: the one that was asked for, else that of the first question that is still open. */
function useShownPlace({ batch }: Details): readonly [SheetPlace | null, (at: SheetPlace) => void] {
  const { sheet, cell } = useNavigation((state) => state.place);
  const [pointed, setPointed] = useState<SheetPlace | null>(
    sheet === undefined || cell === undefined ? null : { sheet, cell },
  );
  const [open, setOpen] = useState(batch.open);
  // With one of them answered the next is looked at.
  if (open !== batch.open) {
    setOpen(batch.open);
    if (batch.open < open) setPointed(null);
  }
  const [question] = batch.questions;
  const [asked, at] = [question?.sheet ?? '', question?.cell ?? ''];
  const first = useMemo(() => (at === '' ? null : { sheet: asked, cell: at }), [asked, at]);
  return [pointed ?? first, setPointed];
}

function Content({ details }: { readonly details: Details }) {
  const labels = useLabels(importLabels);
  const layout = useLabels(layoutLabels);
  const { batch, tables, cells, notices, totalDifferences } = details;
  const [tab, setTab] = useState('sheet');
  const [at, setAt] = useShownPlace(details);
  const point = (place: SheetPlace): void => {
    setAt(place);
    setTab('sheet');
  };
  return (
    <>
      {/* Before the sheet, as one comes to them by the keyboard; beside it on the screen. */}
      {batch.open > 0 && <Questions batch={batch} point={point} />}
      <Tabs
        className="batch-tabs"
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'sheet',
            label: labels.preview,
            children: <SheetPreview batch={batch} tables={tables} at={at} follow={showQuestion} />,
          },
          {
            key: 'differences',
            label: `${labels.differences} ${totalDifferences}`,
            children: <Differences batch={batch.id} cells={cells} point={point} />,
          },
          ...(batch.reused.length === 0
            ? []
            : [
                {
                  key: 'reused',
                  label: labels.reused(batch.reused.length),
                  children: <Reused batch={batch} point={point} />,
                },
              ]),
          ...(batch.answered.length === 0
            ? []
            : [
                {
                  key: 'answered',
                  label: layout.answered(batch.answered.filter(({ isIdle }) => isIdle !== true).length),
                  children: <Answered batch={batch} point={point} />,
                },
              ]),
          {
            key: 'notices',
            label: labels.notices(batch.notices),
            children: <Notices notices={notices} point={point} />,
          },
        ]}
      />
    </>
  );
}

/** Leads from the cell to what is asked about it. */
function showQuestion(id: string): void {
  const question = document.querySelector<HTMLElement>(`[data-question-id="${CSS.escape(id)}"]`);
  question?.scrollIntoView({ block: 'nearest' });
  question?.querySelector<HTMLElement>('[data-choice], input')?.focus();
}

function Refused({ details }: { readonly details: Details }) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const { problem } = details.batch;
  if (problem === null) return null;
  const text = problemText(problem, language);
  const told = toSender(details.batch.file, problem);
  const alert = (
    <Alert
      type="error"
      showIcon
      title={text}
      action={
        told !== null && (
          <Button
            onClick={() => {
              if (copyText(told)) say('success', labels.copied(told));
            }}
          >
            {labels.copy}
          </Button>
        )
      }
    />
  );
  if (!canAnswer(details.batch)) return alert;
  // The clerk may see a table, or rows, where import found none.
  return (
    <div className="batch-tabs refused-sheet">
      {alert}
      <SheetPreview batch={details.batch} tables={details.tables} at={null} follow={showQuestion} />
    </div>
  );
}

function Notices({
  notices,
  point,
}: {
  readonly notices: Details['notices'];
  readonly point: (at: SheetPlace) => void;
}) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  if (notices.length === 0) return <p className="quiet">{labels.noNotices}</p>;
  return (
    <ul className="notice-list">
      {notices.map((notice, index) => {
        const { sheet, cell } = notice;
        return (
          <li key={index}>
            {cell === undefined ? (
              <span className="quiet">{sheet}</span>
            ) : (
              <button type="button" className="link" onClick={() => point({ sheet, cell })}>
                {`${sheet}!${cell}`}
              </button>
            )}{' '}
            {noticeText(notice, language)}
          </li>
        );
      })}
    </ul>
  );
}

interface ActsProps extends Pick<PaneProps, 'next' | 'choose'> {
  readonly batch: Batch;
}

function Acts({ batch, next, choose }: ActsProps) {
  const labels = useLabels(importLabels);
  const { undo, holder } = useUndo();
  useNextFocus(batch);
  const commitPart = async (): Promise<void> => {
    const done = await write('import.commit', { batch: batch.id, partial: true });
    if (done !== null) say('info', labels.partialDone(batch.open));
  };
  return (
    <Space className="batch-acts">
      {holder}
      {batch.outcome === 'staged' && (
        <Button type="primary" onClick={() => void write('import.commit', { batch: batch.id })}>
          {labels.commit}
        </Button>
      )}
      {batch.canCommitPart && <Button onClick={() => void commitPart()}>{labels.partial}</Button>}
      {batch.outcome === 'committed' && <Button onClick={() => void undo(batch)}>{labels.undo}</Button>}
      {(batch.outcome === 'questions' || batch.outcome === 'staged' || batch.outcome === 'refused') && (
        <Button onClick={() => void write('import.discard', { batch: batch.id })}>{labels.discard}</Button>
      )}
      {next !== null && (
        <Button
          data-act="next"
          type={batch.outcome === 'questions' || batch.outcome === 'staged' ? 'default' : 'primary'}
          onClick={() => {
            answered();
            choose(next.id);
          }}
        >
          {labels.next(next.count)}
        </Button>
      )}
    </Space>
  );
}
