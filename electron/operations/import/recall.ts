import { restOnItems } from '#shared/intake/question-memory.ts';
import { learned, nothingRecalled, recall, type Known, type Recalled } from '#shared/intake/recipe.ts';
import type { BatchFiling, StoredBatch } from '../../store/batches.ts';
import { countRecipes, putRecipe, recipesOfSender, type StoredRecipe } from '../../store/recipes.ts';
import { round } from '../../store/rounds.ts';
import { unitsByName } from '../../store/units.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { unitByCodes } from './find-unit.ts';
import { unpackIdentities } from './staged-lines.ts';

export interface RecallInput {
  readonly year: number;
  readonly prefix: string;
  readonly head: Known;
  /** Whose filings the file has, packed. */
  readonly identities: Uint8Array;
  /** Answers for the file itself. */
  readonly answers: Readonly<Record<string, string>>;
  /** The batch that is read again: what it taught is not what it is read by. */
  readonly batch: string | null;
}

/** What is remembered of the sender of a file that was read, as far as it holds for this file. */
export function recallFor({ store }: ReadContext, input: RecallInput): Recalled {
  const { year, prefix, head, answers } = input;
  if (countRecipes(store) === 0) return nothingRecalled;
  const units = new Set(
    unpackIdentities(input.identities).flatMap((identity) => {
      const unit = unitByCodes(store, identity, year);
      if (unit !== undefined) return [unit];
      const named = identity.name === undefined ? [] : unitsByName(store, identity.name, year);
      return named.length === 1 ? named : [];
    }),
  );
  const edition = round(store, year)?.edition;
  const found = recipesOfSender(store, units, year)
    .filter(({ batch }) => batch !== input.batch)
    .map((recipe) => (recipe.edition === edition ? recipe : withoutItems(recipe)));
  return recall(head, inForce(found, head), { year, prefix, answers });
}

/** The codes of another edition's items may be those of other items. */
function withoutItems(recipe: StoredRecipe): StoredRecipe {
  const choices = recipe.choices.filter(({ question }) => !restOnItems.has(question.kind));
  const tables = recipe.tables.map((table) => ({
    ...table,
    headings: table.headings.map(({ key: _, ...heading }) => heading),
  }));
  return { ...recipe, tables, choices };
}

/** For each table the newest; a table whose return is a question may be any of those it is asked about. */
function inForce(found: readonly StoredRecipe[], { tables, questions }: Known): readonly StoredRecipe[] {
  const asked = questions
    .filter(({ kind }) => kind === 'return-unclear')
    .flatMap(({ choices }) => choices.map(({ code }) => code.replace(/^return:/, '')));
  const wanted = new Set(
    tables.flatMap(({ table, layout }) => [table, ...asked].map((code) => `${code} ${layout}`)),
  );
  return found.filter((recipe) => {
    const covered = recipe.tables
      .map(({ table, layout }) => `${table} ${layout}`)
      .filter((name) => wanted.has(name));
    for (const name of covered) wanted.delete(name);
    return covered.length > 0;
  });
}

/** Keeps what a committed file taught about its sender. The app's own form teaches nothing by its layout. */
export function keepRecipe(
  { store }: WriteContext,
  batch: StoredBatch,
  taken: readonly Pick<BatchFiling, 'unit'>[],
): void {
  const { id, year, file, reading } = batch;
  const units = new Set(taken.flatMap(({ unit }) => unit ?? []));
  const { tables, choices } = learned({ year, file }, reading.tables, reading.settled ?? []);
  const isPlain = tables.every(({ layout }) => layout === 'template');
  if (units.size === 0 || (isPlain && choices.length === 0)) return;
  putRecipe(store, { batch: id, edition: round(store, year)?.edition ?? '', tables, choices }, units);
}
