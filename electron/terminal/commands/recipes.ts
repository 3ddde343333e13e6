import type { Output } from '#shared/contract/contract.ts';
import type { Language } from '#shared/texts/language.ts';
import { chosenText } from '#shared/texts/questions.ts';
import { terminalOf, text, word, type Command } from '../command.ts';
import { batchJson, batchLines } from './imports.ts';

type Recipe = Output<'import.recipes'>['recipes'][number];

/** As many are asked for at a time. */
const page = 200;

export const recipeCommands: Readonly<Record<string, Command>> = {
  recipes: {
    usage: 'recipes [--forget <id>]',
    summary: {
      zh: '列出导入时记住的选择(按报送的文件);--forget 忘记一份,下次重新询问',
      en: 'what is remembered of senders; --forget one, and its next file is asked about again',
    },
    words: 0,
    options: { forget: 'value' },
    run: async (session, given) => {
      const forget = text(given, 'forget');
      if (forget !== undefined) {
        const done = await session.ask('import.forget', { recipe: forget });
        return { json: done, lines: [terminalOf(given).forgotten(done.forgotten)] };
      }
      const found: Recipe[] = [];
      let total = Infinity;
      while (found.length < total) {
        const next = await session.ask('import.recipes', { offset: found.length, limit: page });
        found.push(...next.recipes);
        total = next.recipes.length === 0 ? found.length : next.total;
      }
      return {
        json: { recipes: found.map((recipe) => recipeJson(recipe, given.language)) },
        lines:
          found.length === 0
            ? [terminalOf(given).nothingRemembered]
            : found.flatMap((recipe) => recipeLines(recipe, given.language)),
      };
    },
  },
  'ask-again': {
    usage: 'ask-again <batch> <question> [--unaccept]',
    summary: {
      zh: '重新询问一项沿用的选择;已入库的批次会先撤销',
      en: 'ask what was answered from memory; a committed batch is undone first',
    },
    words: 2,
    options: { unaccept: 'flag' },
    run: async (session, given) => {
      const { batch } = await session.ask('import.ask', {
        batch: word(given, 0, '<batch>'),
        question: word(given, 1, '<question>'),
        unaccept: given.options['unaccept'] === true,
      });
      return {
        json: { batches: [batchJson(batch, given.language)] },
        lines: batchLines(batch, given),
      };
    },
  },
};

function recipeJson({ choices, ...recipe }: Recipe, language: Language) {
  return {
    ...recipe,
    choices: choices.map(({ question, choice }) => ({
      kind: question.kind,
      choice: choice.code,
      text: chosenText(question, choice, language),
    })),
  };
}

function recipeLines(recipe: Recipe, language: Language): string[] {
  const { id, year, file, units, names, returns, choices } = recipe;
  return [
    `${id}\t${year}\t${file}\t${returns.join('、')}\t${names.join('、')}${units > names.length ? ` … ${units}` : ''}`,
    ...choices.map(({ question, choice }) => `  = ${chosenText(question, choice, language)}`),
  ];
}
