import type { Task, WallRow } from '#shared/contract/areas/workspace.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { ownCertificate } from '../sync/own-certificate.ts';
import { batchCounts, batches } from '../store/batches.ts';
import { packagesAt } from '../store/packages.ts';
import { filings, round, rounds, type Filing } from '../store/rounds.ts';
import type { ReadContext } from './context.ts';
import { countyDirectory } from './county.ts';
import { deadlineOf } from './deadlines.ts';
import { divisionOf } from './directory.ts';
import { allFindings, blockers, isOpen, type BareFinding } from './findings.ts';
import { indicatorReport } from './tally.ts';
import { yearOf } from './year.ts';

/** The wall shows so many units; a larger county sees those with something open first. */
const wallUnits = 400;
const headlineCount = 6;

interface Situation {
  readonly context: ReadContext;
  readonly year: number;
  readonly filings: readonly Filing[];
  readonly findings: readonly BareFinding[];
  readonly byUnit: ReadonlyMap<string, readonly BareFinding[]>;
}

/** What waits today, how complete the year is, and the headline numbers as they stand. */
export function today(context: ReadContext, input: Parsed<'workspace.today'>): Output<'workspace.today'> {
  const year = yearOf(context, input);
  const findings = allFindings(context, year);
  const situation: Situation = {
    context,
    year,
    filings: filings(context.store, year),
    findings,
    byUnit: Map.groupBy(findings, ({ finding }) => finding.unit),
  };
  const open = findings.filter(isOpen);
  const counts = { A: 0, B: 0, C: 0, D: 0 };
  for (const { finding } of open) counts[finding.class] += 1;
  const imports = batchCounts(context.store, year);
  const wall = wallOf(situation);
  return {
    tasks: tasksOf(situation, imports.questions ?? 0, imports.staged ?? 0),
    returns: context.edition.filled().map((definition) => definition.code),
    wall: wall.slice(0, wallUnits),
    wallTotal: wall.length,
    filed: filedOf(wall),
    findings: counts,
    waiting: {
      imports: (imports.questions ?? 0) + (imports.staged ?? 0),
      filings: situation.filings.filter((filing) => filing.state === 'draft' || filing.state === 'due')
        .length,
      findings: open.length,
    },
    ...headlinesOf(context, year),
  };
}

/** Of all units, also those that the wall has no room for. */
function filedOf(wall: readonly WallRow[]): Output<'workspace.today'>['filed'] {
  const cells = wall.flatMap((row) => row.cells);
  return {
    done: cells.filter(({ state }) => state === 'accepted' || state === 'nil').length,
    due: cells.filter(({ state }) => state !== 'exempt').length,
  };
}

const inChinese = new Intl.Collator('zh');

function wallOf({ context, year, filings: all, byUnit }: Situation): WallRow[] {
  const rows: { readonly row: WallRow; readonly open: number }[] = [];
  const ofUnit = Map.groupBy(all, (filing) => filing.unit);
  for (const unit of countyDirectory(context, year).values()) {
    const owed = ofUnit.get(unit.id);
    if (owed === undefined) continue;
    const cells = owed.map((filing) => ({
      return: filing.return,
      state: filing.state,
      ...blockers(byUnit.get(unit.id) ?? [], filing.return),
    }));
    const open = cells.reduce(
      (sum, cell) => sum + cell.blocking + cell.unexplained + (cell.state === 'due' ? 1 : 0),
      0,
    );
    rows.push({
      row: {
        unit: unit.id,
        name: unit.facts.name ?? unit.id,
        group: divisionOf(unit, year)?.name ?? unit.kind,
        cells,
      },
      open,
    });
  }
  const isLarge = rows.length > wallUnits;
  return rows
    .sort(
      (a, b) =>
        (isLarge ? b.open - a.open : 0) ||
        inChinese.compare(a.row.group, b.row.group) ||
        (a.row.name < b.row.name ? -1 : 1),
    )
    .map(({ row }) => row);
}

function headlinesOf(
  context: ReadContext,
  year: number,
): Pick<Output<'workspace.today'>, 'headlines' | 'territory'> {
  const report = context.edition.edition.returns.find(
    (definition) => definition.computed?.kind === 'indicators',
  );
  if (report === undefined) return { headlines: [] };
  const { rows, territory } = indicatorReport(context, year, report.code, true);
  const chosen = [
    ...rows.filter((row) => row.target !== null),
    ...rows.filter((row) => row.target === null),
  ].slice(0, headlineCount);
  const headlines = chosen.map(({ code, name, unit, value, target, lastYear }) => ({
    code,
    name,
    unit,
    value,
    target: target === null || target.value === null ? null : { value: target.value, scope: target.scope },
    lastYear,
  }));
  return { headlines, ...(territory === undefined ? {} : { territory }) };
}

/** The list in the order in which it is best worked off. */
function tasksOf(situation: Situation, questions: number, staged: number): Task[] {
  const { context, year } = situation;
  const state = round(context.store, year)?.state ?? 'open';
  if (state !== 'open') return afterSigning(situation, state);
  const tasks: Task[] = [];
  const isEmpty = situation.filings.every((filing) => filing.state === 'due');
  if (isEmpty && questions + staged === 0)
    tasks.push({ kind: 'import-first', count: situation.filings.length });
  if (questions > 0) {
    const waiting = batches(context.store, year, 0, 1000).filter((batch) => batch.state === 'questions');
    const asked = waiting.reduce((sum, batch) => sum + batch.reading.questions.length, 0);
    tasks.push({
      kind: 'answer-questions',
      count: questions,
      second: asked,
      ...(waiting[0] === undefined ? {} : { example: waiting[0].file }),
    });
  }
  if (staged > 0) tasks.push({ kind: 'commit-staged', count: staged });
  // While nothing came, all there is to verify is that nothing came.
  tasks.push(...findingTasks(situation).filter(({ kind }) => !isEmpty || kind === 'correct-findings'));
  const due = situation.filings.filter((filing) => filing.state === 'due');
  if (due.length > 0 && !isEmpty) tasks.push(missingTask(situation, due));
  const clean = situation.filings.filter((filing) => {
    const { blocking, unexplained } = blockers(situation.byUnit.get(filing.unit) ?? [], filing.return);
    return filing.state === 'draft' && blocking + unexplained === 0;
  });
  if (clean.length > 0) tasks.push({ kind: 'accept-filings', count: clean.length });
  const county = situation.findings.filter((item) => item.finding.unit === '' && isOpen(item));
  if (county.length > 0 && clean.length === 0) tasks.push({ kind: 'explain-county', count: county.length });
  const isDone =
    tasks.every((task) => task.kind === 'missing-filings') &&
    !isEmpty &&
    !situation.filings.some((filing) => filing.state === 'draft');
  // It stops nobody, and is best done before the signatures.
  const lacking = situation.findings.filter((item) => item.lacking);
  if (lacking.length > 0)
    tasks.push({
      kind: 'attach-documents',
      count: lacking.length,
      second: new Set(lacking.map(({ finding }) => finding.unit)).size,
    });
  if (isDone) tasks.push({ kind: 'sign-off', count: 1 });
  return tasks;
}

function findingTasks({ findings }: Situation): Task[] {
  const open = findings.filter((item) => item.finding.unit !== '' && isOpen(item));
  const tasks: Task[] = [];
  for (const [kind, items] of [
    ['correct-findings', open.filter(({ finding }) => finding.class === 'A')],
    ['explain-findings', open.filter(({ finding }) => finding.class !== 'A')],
  ] as const) {
    const [first] = items;
    if (first === undefined) continue;
    const units = new Set(items.map(({ finding }) => finding.unit)).size;
    tasks.push({
      kind,
      count: items.length,
      second: units,
      example: first.unitName,
      ...(units === 1 ? { unit: first.finding.unit, return: first.finding.return } : {}),
    });
  }
  return tasks;
}

function missingTask({ context, year }: Situation, due: readonly Filing[]): Task {
  const units = countyDirectory(context, year);
  const missing = new Set(due.map((filing) => filing.unit));
  // 大型, 中型 and 小型 by the directory: the units whose absence moves the totals.
  const large = [...missing].filter((unit) => ['1', '2', '3'].includes(units.get(unit)?.facts.size ?? ''));
  const [first] = due;
  const by = deadlineOf(context.edition, year, 'unit', new Set(due.map((filing) => filing.return)));
  const single = due.length === 1 && first !== undefined ? { unit: first.unit, return: first.return } : {};
  return {
    kind: 'missing-filings',
    count: missing.size,
    second: large.length,
    example: units.get(first?.unit ?? '')?.facts.name ?? '',
    ...(by === null ? {} : { due: { by, late: by < context.now.slice(0, 10) } }),
    ...single,
  };
}

function afterSigning({ context, year }: Situation, state: string): Task[] {
  if (state === 'signed-1') return [{ kind: 'sign-off-head', count: 1 }];
  if (state === 'signed-2')
    return [{ kind: ownCertificate(context.folder) === null ? 'make-key' : 'seal', count: 1 }];
  const newest = packagesAt(context.store, year).at(-1);
  if (state === 'sealed' && newest !== undefined && newest.deliveredOn === null)
    return [{ kind: 'deliver', count: newest.sequence }];
  const isNewest = rounds(context.store).at(-1)?.year === year;
  // Returns of a year are collected once it is over.
  const isOver = Number(context.now.slice(0, 4)) > year + 1;
  return state !== 'returned' && isNewest && isOver ? [{ kind: 'start-year', count: year + 1 }] : [];
}
