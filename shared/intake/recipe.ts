import { takesAnyItem } from '../values/any-item.ts';
import { codeOf, columnOf } from '../values/cell.ts';
import { groundOf, questionId, yearless } from './asking.ts';
import { layoutChanges, type LayoutChange } from './layout-changes.ts';
import type { Choice, Heading, Notice, Question, Settled, StagedTable } from './staged.ts';

/** What was learned of a sender from one file: how its tables are laid out, and what was answered about how they are read. */
export interface Recipe {
  readonly year: number;
  readonly file: string;
  readonly tables: readonly RecipeTable[];
  readonly choices: readonly Settled[];
}

export type RecipeTable = Pick<StagedTable, 'sheet' | 'return' | 'table' | 'layout'> & {
  readonly headings: readonly Heading[];
};

/** An answer that was given again, and the file that it was first given for. */
export interface Reused extends Settled {
  readonly year: number;
  readonly file: string;
}

/** What a sender's recipes come to for a file. */
export interface Recalled {
  /** To read the file with, by the ids of questions; never one that was answered for the file itself. */
  readonly answers: Readonly<Record<string, string>>;
  readonly reused: readonly Reused[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/** In place of an answer: what is remembered is not to be taken, the question is to be asked. */
export const askedAnew = 'ask';

export const nothingRecalled: Recalled = { answers: {}, reused: [], questions: [], notices: [] };

/** What of a file a recipe is held beside. */
export interface Known {
  readonly tables: readonly StagedTable[];
  readonly questions: readonly Question[];
  readonly settled: readonly Settled[];
}

interface Given {
  readonly year: number;
  /** Start of the ids of questions. */
  readonly prefix: string;
  /** Answers for the file itself. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What a file teaches; an answer that was another for another table of the same kind is no rule. */
export function learned(
  from: { readonly year: number; readonly file: string },
  tables: readonly StagedTable[],
  settled: readonly Settled[],
): Recipe {
  const byGround = Map.groupBy(settled, ({ question }) => groundKey(question));
  const choices = [...byGround.values()].flatMap((group): Settled[] => {
    const [first] = group;
    if (first === undefined || group.some(({ choice }) => choice.code !== first.choice.code)) return [];
    return [{ choice: first.choice, question: { ...first.question, choices: [first.choice] } }];
  });
  return {
    ...from,
    tables: tables.flatMap(({ sheet, return: code, table, layout, headings }) =>
      headings === undefined ? [] : [{ sheet, return: code, table, layout, headings }],
    ),
    choices,
  };
}

function groundKey({ kind, ground = '' }: Pick<Question, 'kind' | 'ground'>): string {
  return `${kind} ${ground}`;
}

/**
 * The answers of a sender's recipes that hold for a file: those to questions that rest on the same ground. In the same layout
 * they are taken, and said; in another one they are proposed, with what is another, in one question.
 *
 * @param recipes the ones in force, one for each table at most, the newest first
 */
export function recall(known: Known, recipes: readonly Recipe[], given: Given): Recalled {
  const changes = known.tables.flatMap((table) => changesOf(table, known.tables, recipes, given.year));
  const reused = matches(known, recipes, given, changes);
  const asked = new Set(reused.map(({ question }) => question.id));
  const renamed = proposals(known, changes, given).filter(({ question }) => !asked.has(question.id));
  const all = [...reused, ...renamed].filter(({ question }) => given.answers[question.id] === undefined);
  // A header that names nothing is asked about by nobody else.
  const anew = [...reused, ...renamed]
    .filter(({ question }) => given.answers[question.id] === askedAnew && isStrange(question, known))
    .map(({ question }) => question);
  const id = `${given.prefix}:/layout-changed`;
  const [change] = changes;
  if (change === undefined) return taken(all, anew, []);
  const details = {
    year: String(change.from.year),
    file: change.from.file,
    changes: JSON.stringify(changes.map(({ kind, heading, before }) => ({ kind, heading, before }))),
  };
  const notice: Notice = { kind: 'layout-differs', class: 'C', sheet: change.table.sheet, details };
  if (all.length === 0 || given.answers[id] === 'reuse') return taken(all, anew, [notice]);
  if (given.answers[id] === askedAnew) {
    const strange = all.map(({ question }) => question).filter((question) => isStrange(question, known));
    return taken([], [...anew, ...strange], [notice]);
  }
  const question: Question = {
    id,
    kind: 'layout-changed',
    sheet: change.table.sheet,
    ...(change.heading.at === '' ? {} : { cell: change.heading.at }),
    return: change.table.return,
    details: {
      ...details,
      reused: JSON.stringify(
        all.map(({ question: { kind, details: of }, choice }) => ({ kind, details: of, choice })),
      ),
    },
    choices: [{ code: 'reuse' }, { code: 'ask' }],
    group: 'layout-changed',
  };
  return taken(all, [question, ...anew], []);
}

/** Whether nobody else asks a question: nothing in the file gives rise to it. */
function isStrange(question: Question, known: Known): boolean {
  return (
    question.kind === 'column-unclear' &&
    known.tables.some(({ sheet, headings = [] }) =>
      headings.some(
        (heading) => sheet === question.sheet && heading.at === question.cell && heading.isStrange,
      ),
    )
  );
}

function taken(
  reused: readonly Reused[],
  questions: readonly Question[],
  notices: readonly Notice[],
): Recalled {
  const answers = Object.fromEntries(reused.map(({ question, choice }) => [question.id, choice.code]));
  return { answers, reused, questions, notices };
}

interface Change extends LayoutChange {
  readonly table: StagedTable;
  readonly from: Recipe;
}

/** Of tables on several sheets, the one on the sheet of the same name; else the first. */
function formerOf(
  table: StagedTable,
  tables: readonly StagedTable[],
  recipes: readonly Recipe[],
): { readonly recipe: Recipe; readonly former: RecipeTable } | null {
  const isSame = (other: RecipeTable | StagedTable): boolean =>
    other.table === table.table && other.layout === table.layout;
  const recipe = recipes.find((each) => each.tables.some(isSame));
  const candidates = recipe?.tables.filter(isSame) ?? [];
  const turn = tables.filter(isSame).indexOf(table);
  const former = candidates.find(({ sheet }) => sheet === table.sheet) ?? candidates[turn] ?? candidates[0];
  return recipe === undefined || former === undefined ? null : { recipe, former };
}

/** The app's own form is what its edition makes of it. */
function changesOf(
  table: StagedTable,
  tables: readonly StagedTable[],
  recipes: readonly Recipe[],
  year: number,
): readonly Change[] {
  const known = table.layout === 'template' ? null : formerOf(table, tables, recipes);
  if (known === null || table.headings === undefined) return [];
  const { recipe, former } = known;
  return layoutChanges(
    { headings: former.headings, year: recipe.year },
    { headings: table.headings, year },
  ).map((change) => ({ ...change, table, from: recipe }));
}

/** Questions that were answered before on the same ground. Where the file says other units now, its unit is asked anew. */
function matches(
  known: Known,
  recipes: readonly Recipe[],
  { year, prefix }: Given,
  changes: readonly Change[],
): readonly Reused[] {
  const before = new Map<string, Reused>();
  for (const recipe of [...recipes].reverse())
    for (const choice of recipe.choices)
      before.set(groundKey(choice.question), { ...choice, year: recipe.year, file: recipe.file });
  const withOtherUnits = new Set(
    changes.filter(({ kind }) => kind === 'unit').map(({ table }) => table.return),
  );
  const strange = known.tables.flatMap((table) =>
    (table.headings ?? [])
      .filter(({ isStrange }) => isStrange === true)
      .map((heading) => strangeQuestion(table, heading, { year, prefix })),
  );
  const questions = [...known.questions, ...known.settled.map(({ question }) => question)];
  const own = questions.flatMap((question): Reused[] => {
    const found = before.get(groundKey(question));
    if (found === undefined || question.ground === undefined) return [];
    if (question.kind === 'table-unit' && withOtherUnits.has(question.return ?? '')) return [];
    const choice = question.choices.find(({ code }) => code === found.choice.code);
    // An item that the clerk named is none of those that the question proposes.
    const isNamed = takesAnyItem(question) && found.choice.code.startsWith('field:');
    return choice === undefined && !isNamed ? [] : [{ ...found, question, choice: choice ?? found.choice }];
  });
  const others = strange.flatMap((question): Reused[] => {
    const found = before.get(groundKey(question));
    if (found?.choice.code.startsWith('field:') !== true) return [];
    return [{ ...found, question: { ...question, choices: [found.choice, { code: 'skip' }] } }];
  });
  return [...own, ...others];
}

function strangeQuestion(
  table: StagedTable,
  { at, text }: Heading,
  { year, prefix }: Pick<Given, 'year' | 'prefix'>,
): Question {
  return {
    id: questionId(prefix, table.sheet, at, 'column-unclear'),
    kind: 'column-unclear',
    sheet: table.sheet,
    cell: at,
    raw: text,
    return: table.return,
    details: { header: text },
    choices: [],
    ground: yearless(`${table.table}|${groundOf(text)}`, year),
    group: 'column-unclear',
  };
}

/** A column whose old name is gone, in the place where it was: what it is called now may be its new name. */
function proposals(known: Known, changes: readonly Change[], given: Given): readonly Reused[] {
  return changes.flatMap(({ kind, heading, before, table, from }): Reused[] => {
    const key = before?.key;
    if (kind !== 'renamed' || key === undefined || table.layout !== 'list') return [];
    // Words are no amounts under another name.
    if (heading.isWords !== before?.isWords) return [];
    // Another column has the item now.
    if (table.headings?.some((other) => other !== heading && other.key === key) === true) return [];
    const strange = strangeQuestion(table, heading, given);
    const source = { year: from.year, file: from.file };
    const isTaken = heading.isStrange === true || heading.key === key;
    const open =
      known.questions.find(({ id }) => id === strange.id) ??
      known.settled.find(({ question }) => question.id === strange.id)?.question;
    if (heading.column !== undefined) {
      const choice = open?.choices.find(({ code }) => code === `field:${codeOf(key)}`);
      const isSameYear = heading.column === columnOf(key);
      return open === undefined || choice === undefined || !isSameYear
        ? []
        : [{ question: open, choice, ...source }];
    }
    const choice: Choice = { code: `field:${key}` };
    if (!isTaken || (heading.isStrange !== true && open === undefined)) return [];
    return [{ question: { ...strange, choices: [choice, { code: 'skip' }] }, choice, ...source }];
  });
}
