import type { CellAct } from '#shared/contract/areas/provenance.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { StagedTable } from '#shared/intake/staged.ts';
import type { Field } from '#shared/returns/definition.ts';
import type { Wording } from '#shared/returns/terms.ts';
import { cellAt } from '#shared/values/address.ts';
import { codeOf, type CellKey, type CellValue } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { answersRead, batch, type StoredBatch } from '../store/batches.ts';
import { historyOf, type HistoryLine } from '../store/history.ts';
import { unitAt } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { resolveUnit, unitView } from './directory.ts';
import { asOutput, isFromFile, provenance } from './filings.ts';
import { yearOf } from './year.ts';

export const provenanceReaderSteps = { 'provenance/known': knownOf };

/** A cell's newest acts; older ones say nothing about what it holds. */
const listedActs = 50;

type Told = Omit<Output<'provenance.get'>, 'picture' | 'problem' | 'acts'>;

/** What is kept about a cell: all but what its file alone tells. */
export interface KnownCell extends Told {
  readonly acts: readonly Omit<CellAct, 'conversions'>[];
  readonly field: Pick<Field, 'type' | 'unit' | 'decimals'>;
  /** The file to look into, and where. */
  readonly source: {
    readonly file: string;
    readonly sha256: string;
    readonly answers: Readonly<Record<string, string>>;
    readonly window: {
      readonly sheet: string;
      readonly cell: string;
      readonly tables: readonly StagedTable[];
    };
  } | null;
}

function knownOf(context: ReadContext, input: Parsed<'provenance.get'>): KnownCell {
  const year = yearOf(context, input);
  const unit = resolveUnit(context, input.unit, year);
  const { return: code, record } = input;
  const history = historyOf(context.store, year, unit, code, record);
  const key = input.key ?? history.find(isFromFile)?.key ?? '';
  const lines = history.filter((line) => line.key === key).slice(0, listedActs);
  const pictured = lines.find((line) => (input.act === undefined || line.id === input.act) && isPlaced(line));
  const field = context.edition.field(tableOf(code, record), codeOf(key));
  // One that a newer edition dropped is still told of, as long as it was ever filled.
  if (input.key !== undefined && field === undefined && lines.length === 0)
    throw new Problem('filing.field-absent', { return: tableOf(code, record), field: input.key });
  const batches = new Map(
    lines.flatMap(({ batch: id }) => (id === null ? [] : [[id, batch(context.store, id)] as const])),
  );
  const entry = unitAt(context.store, unit, year);
  return {
    unit,
    unitName: entry === undefined ? unit : unitView(context, entry, year).name,
    return: code,
    record,
    key,
    year,
    name: field?.name ?? { zh: codeOf(key), en: codeOf(key) },
    type: field?.type ?? 'text',
    ...(field?.decimals === undefined ? {} : { decimals: field.decimals }),
    unitOfAccount: field?.unit ?? null,
    value: asOutput(lines[0]?.value),
    codes: codesOf(
      context,
      field,
      lines.map(({ value }) => value),
    ),
    acts: lines.map((line) => actOf(line, batches.get(line.batch ?? ''))).reverse(),
    pictured: pictured?.id ?? null,
    field: {
      type: field?.type ?? 'text',
      ...(field?.unit === undefined ? {} : { unit: field.unit }),
      ...(field?.decimals === undefined ? {} : { decimals: field.decimals }),
    },
    source: pictured === undefined ? null : sourceOf(pictured, batches.get(pictured.batch ?? '')),
  };
}

/** Whether the act names a cell of a file. */
function isPlaced(line: HistoryLine): boolean {
  return isFromFile(line) && line.sheet !== undefined && line.cell !== undefined;
}

function actOf(line: HistoryLine, found: StoredBatch | undefined): Omit<CellAct, 'conversions'> {
  return {
    ...provenance(line),
    // An undo names the file that it took back.
    file: line.file,
    id: line.id,
    reason: line.reason,
    was: asOutput(line.was),
    readAs: line.readAs ?? null,
    rounded: line.rounded === true,
    undone: line.kind !== 'undo' && found?.state === 'undone',
    answers: isPlaced(line) && found !== undefined ? answersAbout(line, found) : [],
  };
}

/** What was asked about the cell, its row, the head of its column, or all of its sheet. */
function answersAbout({ sheet, cell = '' }: HistoryLine, found: StoredBatch): CellAct['answers'] {
  const at = cellAt(cell);
  return (found.reading.answered ?? [])
    .filter(({ question, isIdle }) => question.sheet === sheet && isIdle !== true)
    .filter(({ question }) => {
      // A sheet may have several tables, each laid out by itself.
      const { from, to } = question.details;
      if (question.kind === 'layout' && at !== null && (at.row + 1 < Number(from) || at.row + 1 > Number(to)))
        return false;
      const asked = question.cell === undefined ? null : cellAt(question.cell);
      if (asked === null || at === null) return true;
      return asked.row === at.row ? isAboutRow(question.field, asked, at) : isAbove(asked, at);
    })
    .map(({ question, answer }) => ({ question, answer }));
}

interface At {
  readonly row: number;
  readonly column: number;
}

/** A question about a field is about its own cell; one without is about whose row it is. */
function isAboutRow(field: string | undefined, asked: At, at: At): boolean {
  return field === undefined || asked.column === at.column;
}

function isAbove(asked: At, at: At): boolean {
  return asked.column === at.column && asked.row < at.row;
}

function sourceOf(line: HistoryLine, found: StoredBatch | undefined): KnownCell['source'] {
  const { file, sha256, sheet = '', cell = '' } = line;
  if (file === null || sha256 === null) return null;
  return {
    file,
    sha256,
    answers: found === undefined ? {} : answersRead(found),
    window: { sheet, cell, tables: found?.reading.tables ?? [] },
  };
}

/** The names of the codes among some values. */
function codesOf(
  { edition }: ReadContext,
  field: Field | undefined,
  values: readonly (CellValue | null)[],
): Record<CellKey, Wording> {
  const list = field?.list === undefined ? undefined : edition.list(field.list);
  if (list === undefined) return {};
  const used = new Set(
    values.flatMap((value): readonly string[] => {
      if (typeof value === 'string') return [value];
      return value === null || typeof value !== 'object' || 'blank' in value ? [] : value;
    }),
  );
  return Object.fromEntries(
    list.items.filter(({ code }) => used.has(code)).map(({ code, name }) => [code, name]),
  );
}
