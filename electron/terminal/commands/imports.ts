import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Language } from '#shared/texts/language.ts';
import { leftoversText } from '#shared/texts/file-words.ts';
import { problemText } from '#shared/texts/problems.ts';
import { anyItemText, anyUnitText, choiceText } from '#shared/texts/choices.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import { answeredText } from '#shared/texts/provenance.ts';
import { questionText } from '#shared/texts/questions.ts';
import { reusedText } from '#shared/texts/reused.ts';
import { outcomeName } from '#shared/texts/states.ts';
import { takesAnyItem } from '#shared/values/any-item.ts';
import { keptFactsText } from '#shared/texts/unit-facts.ts';
import {
  anyNumber,
  choice,
  inYear,
  missing,
  needed,
  terminalOf,
  text,
  word,
  wrong,
  type Arguments,
  type Command,
} from '../command.ts';
import { readJsonFile } from '../json-file.ts';

export const importCommands: Readonly<Record<string, Command>> = {
  template: {
    usage: 'template JC102 --out f.xlsx [--list] [--unit <unit>]',
    summary: {
      zh: '空白工作簿:一户一表,或 --list 多户名单',
      en: 'a blank workbook for one enterprise, or --list for many',
    },
    words: 1,
    options: { out: 'value', list: 'flag', unit: 'value' },
    run: async (session, given) => {
      const out = needed(given, 'out');
      const unit = text(given, 'unit');
      const { file } = await session.ask('template.make', {
        ...inYear(given),
        return: word(given, 0, '<return>'),
        list: given.options['list'] === true,
        ...(unit === undefined ? {} : { unit }),
      });
      const saved = await session.save(file.token, out);
      return { json: { file: saved, sha256: file.sha256 }, lines: [saved] };
    },
  },
  import: {
    usage: 'import <file|folder>… [--dry-run] [--new-units ask|add] [--answers a.json]',
    summary: {
      zh: '导入企业报来的表格(xlsx、xls、et、ods、csv,或装着它们的 zip);--answers 的文件写 {"问题编号":"选项"},编号和选项见导入的输出;表认得不对的,用 # 行的编号写明表头、数据等在哪几行、各列是什么',
      en: 'import enterprises\' spreadsheets (xlsx, xls, et, ods, csv, or a zip of them); --answers: {"<question id>":"<choice>"}, as import prints them; the ids of the lines with # say where the rows and columns of a table are',
    },
    words: anyNumber,
    options: { 'dry-run': 'flag', 'new-units': 'value', answers: 'value' },
    run: async (session, given) => {
      if (given.words.length === 0) throw missing('<file|folder>');
      const newUnits = choice(text(given, 'new-units') ?? 'ask', '--new-units', ['ask', 'add']);
      const answers = text(given, 'answers');
      const { batches, cancelled, leftovers } = await session.ask('import.run', {
        ...inYear(given),
        files: given.words.map((file) => session.tokenOf(file)),
        dryRun: given.options['dry-run'] === true,
        newUnits,
        answers: answers === undefined ? {} : (readJsonFile(answers) as Record<string, string>),
      });
      return {
        json: { batches: batches.map((batch) => batchJson(batch, given.language)), leftovers },
        lines: [
          ...batches.flatMap((batch) => batchLines(batch, given)),
          ...(leftovers.length === 0 ? [] : [leftoversText(leftovers, given.language)]),
          ...(cancelled ? [terminalOf(given).cancelled] : []),
        ],
        refused: cancelled || batches.some((batch) => batch.outcome === 'refused'),
      };
    },
  },
  answer: {
    usage: 'answer <batch> [<question id>=<choice>…] [--answers a.json] [--unaccept]',
    summary: {
      zh: '回答一个批次的问题,或改变已有的回答、划定表的行和列(found 为恢复自动识别);已入库的批次会先撤销再入库',
      en: 'answer questions of a batch, change answers, or lay a table out (found: as import finds it); a committed batch is undone first',
    },
    words: anyNumber,
    options: { answers: 'value', unaccept: 'flag' },
    run: async (session, given) => {
      const batchId = word(given, 0, '<batch>');
      const file = text(given, 'answers');
      const answers = {
        ...(file === undefined ? {} : (readJsonFile(file) as Record<string, string>)),
        ...(file !== undefined && given.words.length === 1 ? {} : answersIn(given.words.slice(1))),
      };
      const { batch } = await session.ask('import.answer', {
        batch: batchId,
        answers,
        unaccept: given.options['unaccept'] === true,
      });
      return {
        json: { batches: [batchJson(batch, given.language)] },
        lines: batchLines(batch, given),
      };
    },
  },
  'query-sheet': {
    usage:
      'query-sheet [<unit>] --out f.xlsx|f.zip|folder [--due YYYY-MM-DD] [--contact <name>] [--phone <number>]',
    summary: {
      zh: '查询单:一户一页,问未处理的审核结果;不写单位则全部',
      en: 'query sheets for open findings, one for each enterprise; all without a unit',
    },
    words: 1,
    options: { out: 'value', due: 'value', contact: 'value', phone: 'value' },
    run: async (session, given) => {
      const out = needed(given, 'out');
      const due = text(given, 'due');
      if (due !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(due)) throw wrong('--due', 'YYYY-MM-DD');
      const [unit] = given.words;
      const contact = text(given, 'contact');
      const phone = text(given, 'phone');
      const { files } = await session.ask('query.make', {
        ...inYear(given),
        ...(unit === undefined ? {} : { unit }),
        ...(due === undefined ? {} : { due }),
        ...(contact === undefined ? {} : { contact }),
        ...(phone === undefined ? {} : { phone }),
        apart: !/\.(zip|xlsx)$/i.test(out),
      });
      const saved: { readonly file: string; readonly sha256: string }[] = [];
      for (const file of files)
        saved.push({ file: await session.save(file.token, out), sha256: file.sha256 });
      return { json: { files: saved }, lines: saved.map(({ file }) => file) };
    },
  },
  undo: {
    usage: 'undo <batch> [--unaccept]',
    summary: { zh: '撤销一个导入批次', en: 'take an import batch back' },
    words: 1,
    options: { unaccept: 'flag' },
    run: async (session, given) => {
      const undone = await session.ask('import.undo', {
        batch: word(given, 0, '<batch>'),
        unaccept: given.options['unaccept'] === true,
      });
      return {
        json: undone,
        lines: [
          `${undone.batch}\t${undone.cells}`,
          ...undone.kept.map((cell) => `${cell.unit}/${cell.return} ${cell.key}`),
          ...terminalOf(given).undoneFacts(undone.facts, keptFactsText(undone.keptFacts, given.language)),
        ],
      };
    },
  },
};

/** `<id>=<choice>`: an id ends with its kind, `/table-unit`; before that, and in a layout, there may be signs of equality. */
function answersIn(words: readonly string[]): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const written of words) {
    const [, id, chosen] = /^(.+?\/[\w-]+)=(.*)$/su.exec(written) ?? /^([^=]+)=(.*)$/su.exec(written) ?? [];
    if (id === undefined || chosen === undefined) throw wrong(`“${written}”`, '<question id>=<choice>');
    answers[id] = chosen;
  }
  if (words.length === 0) throw missing('<question id>=<choice>');
  return answers;
}

export function batchJson(batch: Batch, language: Language) {
  const { id, file, sha256, outcome, rows, questions, reused, answered, layouts, problem } = batch;
  return {
    id,
    file,
    sha256,
    outcome,
    rows,
    questions: questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      sheet: question.sheet,
      cell: question.cell ?? null,
      raw: question.raw ?? null,
      text: questionText(question, language),
      choices: question.choices.map((choice) => choice.code),
    })),
    reused: reused.map((each) => ({
      id: each.question.id,
      kind: each.question.kind,
      choice: each.choice.code,
      text: reusedText(each, language),
    })),
    answered: answered.map(({ question, answer, isIdle }) => ({
      id: question.id,
      kind: question.kind,
      choice: answer,
      ...(isIdle === undefined ? {} : { isIdle }),
      text: answeredText({ question, answer, isIdle }, language),
    })),
    layouts,
    ...(problem === null
      ? {}
      : {
          problem: { code: problem.code, message: problemText(problem, language), details: problem.details },
        }),
  };
}

/** The answers that a question may be given, each with what it means. */
function choicesOf(question: Batch['questions'][number], language: Arguments['language']): readonly string[] {
  const named = question.choices.map((choice) => `${choice.code}: ${choiceText(choice, question, language)}`);
  if (takesAnyItem(question)) return [...named, anyItemText[language]];
  return isAboutUnit(question.kind) ? [...named, anyUnitText[language]] : named;
}

export function batchLines(batch: Batch, given: Arguments): string[] {
  const { rows } = batch;
  const head = `${batch.id}\t${batch.file}\t${outcomeName(batch, given.language)}\t+${rows.new} ~${rows.changed} =${rows.same} ×${rows.rejected}`;
  return [
    head,
    ...(batch.problem === null ? [] : [`  ${problemText(batch.problem, given.language)}`]),
    ...batch.reused.map((each) => `  = ${each.question.id} ${reusedText(each, given.language)}`),
    ...batch.questions.map(
      (question) =>
        `  ? ${question.id} ${question.sheet}!${question.cell ?? ''} ${questionText(question, given.language)}` +
        ` [${choicesOf(question, given.language).join(' | ')}]`,
    ),
    ...batch.answered.map(
      (answered) =>
        `  ! ${answered.question.id} ${answered.question.sheet}!${answered.question.cell ?? ''} ${answeredText(answered, given.language)}`,
    ),
    // Of a file that is in as it is, nothing has to be said.
    ...(batch.outcome === 'committed'
      ? []
      : batch.layouts.map(({ id, text: laid }) => `  # ${id} ${laid ?? terminalOf(given).layOut}`)),
    ...(batch.notices === 0 ? [] : [`  - ${terminalOf(given).notices(batch.notices, batch.id)}`]),
  ];
}
