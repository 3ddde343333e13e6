import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { askedAnew } from '#shared/intake/recipe.ts';
import { batch } from '../store/batches.ts';
import {
  countRecipes,
  dropRecipe,
  olderRecipes,
  recipe,
  recipes,
  unitsOfRecipe,
  type StoredRecipe,
} from '../store/recipes.ts';
import { unitAt } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';

export const recipeReads = { 'import.recipes': importRecipes };
export const recipeWrites = { 'import.forget': importForget };

/** Units of a sender that are named; of the others their number is said. */
const named = 3;

function importRecipes(context: ReadContext, input: Parsed<'import.recipes'>): Output<'import.recipes'> {
  const { store } = context;
  return {
    recipes: recipes(store, input.offset, input.limit).map((found) => viewOf(context, found)),
    total: countRecipes(store),
  };
}

function viewOf({ store }: ReadContext, found: StoredRecipe): Output<'import.recipes'>['recipes'][number] {
  const { batch: id, year, file, at, tables, choices } = found;
  const units = unitsOfRecipe(store, id);
  return {
    id,
    year,
    file,
    at,
    units: units.length,
    names: units.slice(0, named).map((unit) => unitAt(store, unit, year)?.facts.name ?? unit),
    returns: [...new Set(tables.map((table) => table.return))],
    headings: tables.reduce(
      (sum, { headings }) => sum + headings.filter(({ at: place }) => place !== '').length,
      0,
    ),
    choices: [...choices],
  };
}

/** Forgets a recipe, and the older ones that would be used in its place. */
function importForget(context: WriteContext, input: Parsed<'import.forget'>): Output<'import.forget'> {
  const { store } = context;
  const found = recipe(store, input.recipe);
  if (found === undefined) throw new Problem('intake.recipe-absent', { recipe: input.recipe });
  const forgotten = [found, ...olderRecipes(store, found)];
  for (const each of forgotten) dropRecipe(store, each.batch);
  return { forgotten: forgotten.length };
}

/** The answers of a batch, with one that was remembered to be asked for. */
export function askAnew(
  context: ReadContext,
  input: { readonly batch: string; readonly question: string },
): {
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly newUnits?: 'add';
  readonly isCommitted: boolean;
} {
  const { year, file, sha256, state, answers, reading } = batch(context.store, input.batch);
  if (state !== 'questions' && state !== 'staged' && state !== 'committed')
    throw new Problem('intake.batch-state', { batch: input.batch, state });
  const isReused = reading.reused?.some(({ question }) => question.id === input.question);
  if (isReused !== true) throw new Problem('intake.answer-unknown', { question: input.question });
  return {
    year,
    file,
    sha256,
    answers: { ...answers, [input.question]: askedAnew },
    ...(reading.newUnits === undefined ? {} : { newUnits: reading.newUnits }),
    isCommitted: state === 'committed',
  };
}
