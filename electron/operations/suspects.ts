import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { errorSystemOf } from '#shared/checking/linear-rules.ts';
import type { Fraction } from '#shared/checking/linear-system.ts';
import { localised, type Localisation } from '#shared/checking/suspects.ts';
import { wordsOf } from '#shared/checking/words.ts';
import type { Wording } from '#shared/returns/terms.ts';
import { findingText } from '#shared/texts/findings.ts';
import { codeOf, columnOf, type CellKey } from '#shared/values/cell.ts';
import { returnOf, tableOf, type RecordKey } from '#shared/values/record.ts';
import { findingsAt } from '../store/findings.ts';
import { sourcesOf } from '../store/history.ts';
import { unitAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { resolveUnit } from './directory.ts';
import { newFaults, surroundings, unitDocuments } from './documents.ts';
import { yearOf } from './year.ts';

type View = Output<'findings.suspects'>['forms'][number];

/** A cell that was put right with a basis is doubted less than one as it came. */
const confirmedWeight = 2;
/** Alternatives beyond these help nobody to choose. */
const mostSets = 5;

/** A form of which several rules fail that read the same cells. */
interface Suspected {
  readonly unit: string;
  readonly return: string;
  readonly record: RecordKey;
  readonly failing: readonly Finding[];
}

/** The fewest cells that would explain why several rules of a form fail at once; the forms with the most such rules first. */
export function suspects(
  context: ReadContext,
  input: Parsed<'findings.suspects'>,
): Output<'findings.suspects'> {
  const year = yearOf(context, input);
  const unit = input.unit === undefined ? undefined : resolveUnit(context, input.unit, year);
  const forms = suspected(context, year).filter(
    (form) =>
      (unit === undefined || form.unit === unit) &&
      (input.return === undefined || form.return === input.return),
  );
  return {
    forms: forms.slice(0, input.limit).flatMap((form) => viewsOf(context, year, form)),
    left: Math.max(0, forms.length - input.limit),
  };
}

function suspected(context: ReadContext, year: number): readonly Suspected[] {
  const failing = findingsAt(context.store, year).filter(
    ({ class: grade, scope }) => (grade === 'A' || grade === 'B') && (scope === 'filing' || scope === 'row'),
  );
  const byForm = Map.groupBy(failing, (finding) => `${finding.unit}|${finding.return}|${finding.record}`);
  return [...byForm.values()]
    .flatMap(([first, ...more]): Suspected[] =>
      first === undefined || more.length === 0
        ? []
        : [{ unit: first.unit, return: first.return, record: first.record, failing: [first, ...more] }],
    )
    .sort(
      (a, b) =>
        b.failing.length - a.failing.length ||
        (`${a.unit}|${a.return}|${a.record}` < `${b.unit}|${b.return}|${b.record}` ? -1 : 1),
    );
}

function viewsOf(context: ReadContext, year: number, form: Suspected): readonly View[] {
  const { edition, store } = context;
  const unit = unitDocuments(context, year, form.unit);
  const table = tableOf(form.return, form.record);
  const row = unit
    .filing(form.return, 0)
    ?.tables.get(table)
    ?.find(({ key }) => key === form.record);
  if (row === undefined) return [];
  const sources = sourcesOf(store, year, form.unit, form.return).get(form.record);
  const weights = new Map(
    [...(sources ?? [])].flatMap(([key, { kind }]) =>
      kind === 'correction' ? [[key, confirmedWeight] as const] : [],
    ),
  );
  const place = { edition, surroundings: surroundings(context, year), unit, table, row };
  // What one rule alone says, its own finding says already.
  const several = localised(errorSystemOf(place, weights)).filter(({ rules }) => rules.length > 1);
  return several.map(({ rules, outcome, sets }): View => {
    const cellsOf = (set: Localisation['sets'][number]): View['sets'][number]['cells'] =>
      set.map(({ name, low, high }) => {
        const field = edition.field(table, codeOf(name));
        const [least, most] = [whole(low, 'up'), whole(high, 'down')];
        const scale = 10 ** (field?.decimals ?? 0);
        const current = row.cells[name];
        return {
          key: name,
          code: codeOf(name),
          column: columnOf(name),
          name: field?.name ?? { zh: name, en: name },
          unit: field?.unit ?? null,
          decimals: field?.decimals ?? 0,
          current: typeof current === 'number' ? current : null,
          value: least !== null && least === most ? least / scale : null,
          low: least === null ? null : least / scale,
          high: most === null ? null : most / scale,
        };
      });
    const possible = sets
      .map(cellsOf)
      // Between two neighbouring whole numbers there is no value that could be filled in.
      .filter((cells) => cells.every(({ low, high }) => low === null || high === null || low <= high))
      .map((cells) => ({ cells, fits: fits(context, year, { form, unit, table }, cells) }))
      .sort(
        (a, b) => Number(b.fits === true) - Number(a.fits === true) || knownIn(b.cells) - knownIn(a.cells),
      );
    return {
      unit: form.unit,
      unitName: unitAt(store, form.unit, year)?.facts.name ?? form.unit,
      return: form.return,
      record: form.record,
      rules: rules.map((id) => ({ id, sentence: sentenceOf(context, form, id) })),
      outcome: possible.length === 0 ? 'undetermined' : outcome,
      sets: possible.slice(0, mostSets),
      more: Math.max(0, possible.length - mostSets),
    };
  });
}

/** What the finding of a rule says, with the numbers. */
function sentenceOf({ edition }: ReadContext, { failing }: Suspected, rule: string): Wording {
  const finding = failing.find((item) => item.rule === rule);
  if (finding === undefined) return edition.titleOf(rule) ?? { zh: rule, en: rule };
  const words = wordsOf(finding, edition);
  return {
    zh: findingText(finding, words, 'zh').sentence,
    en: findingText(finding, words, 'en').sentence,
  };
}

function knownIn(cells: View['sets'][number]['cells']): number {
  return cells.filter(({ value }) => value !== null).length;
}

/** A whole number of the last decimal, from the inside. */
function whole(end: Fraction | null, towards: 'up' | 'down'): number | null {
  if (end === null) return null;
  const { above, below } = end;
  const floor = (a: bigint): bigint => (a >= 0n ? a / below : -((-a + below - 1n) / below));
  return Number(towards === 'down' ? floor(above) : -floor(-above));
}

/** Whether the values, put in, break no other rule of class A or B; null where not every value is known. */
function fits(
  context: ReadContext,
  year: number,
  { form, unit, table }: { readonly form: Suspected; readonly unit: UnitDocuments; readonly table: string },
  cells: View['sets'][number]['cells'],
): boolean | null {
  if (cells.some(({ value }) => value === null)) return null;
  const values = new Map<CellKey, number>(
    cells.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])),
  );
  const changed: UnitDocuments = {
    ...unit,
    filing: (code, back) => {
      const filing = unit.filing(code, back);
      if (back !== 0 || code !== returnOf(table) || filing === undefined) return filing;
      const rows = filing.tables
        .get(table)
        ?.map((row) =>
          row.key === form.record ? { ...row, cells: { ...row.cells, ...Object.fromEntries(values) } } : row,
        );
      return { ...filing, tables: new Map([...filing.tables, [table, rows ?? []]]) };
    },
  };
  return newFaults(context, year, unit, changed).length === 0;
}
