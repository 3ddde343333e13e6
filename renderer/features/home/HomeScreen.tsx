import { Button, Empty } from 'antd';
import type { Task } from '#shared/contract/areas/workspace.ts';
import type { Output } from '#shared/contract/contract.ts';
import { unitName } from '#shared/texts/units.ts';
import { formatNumber } from '#shared/values/show.ts';
import { useRead } from '../../api/use-read.ts';
import { useAcceptAll } from '../../app/accept-all.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { showFiles, useFilingNarrowing, useFindingNarrowing } from '../../app/narrowing.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { askNextYear } from '../../app/NextYear.tsx';
import { useReminderView } from '../../app/reminder-view.ts';
import { TerritoryLine } from '../../app/TerritoryLine.tsx';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { EmptyCounty } from './EmptyCounty.tsx';
import { homeLabels } from './labels.ts';
import { Wall } from './Wall.tsx';
import './home.css';

type Today = Output<'workspace.today'>;

/** What is left, what is wrong, what to do next. */
export function HomeScreen() {
  const today = useRead('workspace.today', useYear());
  const county = useRead('workspace.get', {}).data?.county?.code;
  const labels = useLabels(homeLabels);
  return (
    <Answer read={today}>
      {(data) =>
        isNew(data, county) ? (
          <EmptyCounty />
        ) : (
          <div className="home">
            <Screen title={labels.title}>
              <Tasks tasks={data.tasks} />
              <Headlines rows={data.headlines} territory={data.territory} />
            </Screen>
            <Wall today={data} />
          </div>
        )
      }
    </Answer>
  );
}

/** Nothing came yet, and nobody is known but the county itself with what it owes. */
function isNew({ wall, waiting }: Today, county: string | undefined): boolean {
  const isUntouched = wall.every(
    (row) => row.unit === county && row.cells.every((cell) => cell.state === 'due'),
  );
  return isUntouched && waiting.imports === 0;
}

function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const labels = useLabels(homeLabels);
  const act = useAct();
  if (tasks.length === 0) return <Empty description={labels.nothing} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <ol className="tasks">
      {tasks.map((task, index) => (
        <li key={task.kind} data-task={task.kind}>
          <span>{labels.tasks[task.kind].sentence(task)}</span>
          <Button type={index === 0 ? 'primary' : 'default'} onClick={() => act(task)}>
            {labels.tasks[task.kind].act}
          </Button>
        </li>
      ))}
    </ol>
  );
}

const waitingFiles = {
  'import-first': null,
  'answer-questions': 'questions',
  'commit-staged': 'staged',
} as const;

/** Where each kind of task is worked off. */
function useAct(): (task: Task) => void {
  const acceptAll = useAcceptAll();
  const go = useNavigation((state) => state.go);
  return (task) => {
    const filing =
      task.unit !== undefined && task.return !== undefined ? { unit: task.unit, return: task.return } : {};
    switch (task.kind) {
      case 'import-first':
      case 'answer-questions':
      case 'commit-staged':
        showFiles(waitingFiles[task.kind]);
        return go('import');
      case 'correct-findings':
      case 'explain-findings':
      case 'explain-county':
        useFindingNarrowing.setState({
          only: task.kind === 'correct-findings' ? 'A' : null,
          open: true,
          lacking: false,
        });
        return go('review', task.unit === undefined ? {} : { unit: task.unit });
      case 'attach-documents':
        useFindingNarrowing.setState({ only: null, lacking: true });
        return go('review');
      case 'missing-filings':
        useFilingNarrowing.setState({ typed: '', narrowing: { state: 'due' } });
        useReminderView.setState({ isOpen: true });
        return go('filing', filing);
      case 'accept-filings':
        return acceptAll();
      case 'start-year':
        return askNextYear();
      default:
        return go('packages');
    }
  };
}

function Headlines({ rows, territory }: { readonly rows: Today['headlines'] } & Pick<Today, 'territory'>) {
  const labels = useLabels(homeLabels);
  const language = useLanguage();
  const go = useNavigation((state) => state.go);
  return (
    <section className="headlines">
      <h2>{labels.headlines}</h2>
      {territory !== undefined && <TerritoryLine territory={territory} />}
      {rows.map((row) => {
        const decimals = row.unit === '%' ? 2 : 0;
        const most = Math.max(row.value ?? 0, row.target?.value ?? 0, row.lastYear ?? 0, 1);
        const width = (value: number | null): string =>
          `${Math.max(0, Math.min(100, ((value ?? 0) / most) * 100))}%`;
        return (
          <button key={row.code} type="button" className="headline" onClick={() => go('totals')}>
            <span className="headline-name" title={row.name[language]}>
              {row.name[language]}
            </span>
            <span className="headline-bar" aria-hidden="true">
              <span className="headline-value" style={{ width: width(row.value) }} />
              {row.target !== null && (
                <span className="headline-target" style={{ left: width(row.target.value) }} />
              )}
            </span>
            <span className="number">
              {row.value === null
                ? '—'
                : `${formatNumber(row.value, decimals)} ${unitName(row.unit, language)}`}
            </span>
            <small className="quiet">
              {row.target !== null
                ? labels.target(row.target.scope, formatNumber(row.target.value))
                : row.lastYear === null
                  ? ''
                  : labels.last(formatNumber(row.lastYear, decimals))}
            </small>
          </button>
        );
      })}
    </section>
  );
}
