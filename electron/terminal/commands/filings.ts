import type { Output } from '#shared/contract/contract.ts';
import { acceptanceText } from '#shared/texts/acceptance.ts';
import { basisNames, exemptReasonNames, filingStateNames } from '#shared/texts/states.ts';
import { correctionBases, exemptReasons } from '#shared/values/states.ts';
import { showValue } from '#shared/values/show.ts';
import {
  anyNumber,
  assignments,
  choice,
  filingOf,
  inYear,
  needed,
  terminalOf,
  text,
  word,
  type Answer,
  type Arguments,
  type Command,
  type Session,
} from '../command.ts';
import { findingJson, findingLines } from '../finding-lines.ts';

type Act = 'accept' | 'unaccept' | 'nil' | 'exempt' | 'revoke' | 'aside' | 'decide';

export const filingCommands: Readonly<Record<string, Command>> = {
  cells: {
    usage: 'cells [--unit <unit>] [--return JC102]',
    summary: { zh: '库中各单元的值与来源', en: 'what is stored, and where it came from' },
    words: 0,
    options: { unit: 'value', return: 'value' },
    run: async (session, given) => {
      const unit = text(given, 'unit');
      const code = text(given, 'return');
      const cells: Output<'cells.list'>['cells'] = [];
      for (;;) {
        const page = await session.ask('cells.list', {
          ...inYear(given),
          offset: cells.length,
          limit: 1000,
          ...(unit === undefined ? {} : { unit }),
          ...(code === undefined ? {} : { return: code }),
        });
        cells.push(...page.cells);
        if (cells.length >= page.total || page.cells.length === 0) break;
      }
      const place = (cell: (typeof cells)[number]): string =>
        cell.file === null ? '' : `${cell.file} › ${cell.sheet ?? ''}!${cell.cell ?? ''}`;
      return {
        json: { cells },
        lines: cells.map(
          (cell) =>
            `${cell.unit}/${cell.return}\t${cell.code}\t${cell.column}\t${showValue(cell.value, undefined, given.language)}\t${cell.raw ?? ''}\t${place(cell)}`,
        ),
      };
    },
  },
  set: {
    usage: 'set <unit>/<return> 02=180400 02.上年=…',
    summary: { zh: '填写单元(与导入同一条路)', en: 'type cells, by the same path as an import' },
    words: anyNumber,
    options: {},
    run: async (session, given) => {
      const filing = filingOf(word(given, 0, '<unit>/<return>'));
      return writtenAnswer(
        await session.ask('filing.set', {
          ...inYear(given),
          ...filing,
          cells: assignments(given.words.slice(1)),
        }),
        given,
      );
    },
  },
  correct: {
    usage: 'correct <unit>/<return> 02=180400 … --basis letter|query-reply|telephone [--reason r]',
    summary: { zh: '凭依据更正企业的数', en: "correct an enterprise's number, with its basis" },
    words: anyNumber,
    options: { basis: 'value', reason: 'value' },
    run: async (session, given) => {
      const filing = filingOf(word(given, 0, '<unit>/<return>'));
      const basis = choice(needed(given, 'basis'), '--basis', correctionBases, basisNames);
      return writtenAnswer(
        await session.ask('filing.correct', {
          ...inYear(given),
          ...filing,
          cells: assignments(given.words.slice(1)),
          basis,
          reason: text(given, 'reason') ?? '',
        }),
        given,
      );
    },
  },
  accept: {
    usage: 'accept <unit>/<return> | accept --all-clean',
    summary: { zh: '验收', en: 'accept a filing, or all that are clean' },
    words: 1,
    options: { 'all-clean': 'flag' },
    run: async (session, given) => {
      if (given.options['all-clean'] !== true) return moved('accept', session, given);
      const done = await session.ask('filing.acceptClean', inYear(given));
      return {
        json: done,
        lines: [
          acceptanceText(done, given.language),
          ...done.left.map(
            (item) =>
              `${item.unit}/${item.return}\t${item.name}\t${terminalOf(given).leftBecause(item.reasons)}`,
          ),
        ],
      };
    },
  },
  unaccept: moving('unaccept', { zh: '取消验收', en: 'take acceptance back' }),
  nil: moving('nil', { zh: '零报(--basis 依据)', en: 'nothing to report, with --basis' }),
  exempt: moving('exempt', {
    zh: `免报(--reason ${exemptReasons.map((code) => exemptReasonNames[code].zh).join('|')} --basis 依据)`,
    en: `exempt, with --reason ${exemptReasons.join('|')} and --basis`,
  }),
  revoke: moving('revoke', { zh: '取消免报', en: 'revoke an exemption' }),
  aside: moving('aside', { zh: '暂不计入(--reason 原因)', en: 'set aside, with --reason' }),
  decide: moving('decide', { zh: '暂不计入的重新计入', en: 'count again what was set aside' }),
};

function moving(act: Act, summary: Command['summary']): Command {
  return {
    usage: `${act} <unit>/<return> [--reason r] [--basis b]`,
    summary,
    words: 1,
    options: { reason: 'value', basis: 'value' },
    run: (session, given) => moved(act, session, given),
  };
}

async function moved(act: Act, session: Session, given: Arguments): Promise<Answer> {
  const reason = text(given, 'reason');
  const basis = text(given, 'basis');
  const done = await session.ask('filing.move', {
    ...inYear(given),
    ...filingOf(word(given, 0, '<unit>/<return>')),
    act,
    ...(reason === undefined ? {} : { reason }),
    ...(basis === undefined ? {} : { basis }),
  });
  const accepted = done.state === 'accepted' ? 1 : 0;
  return {
    json: { ...done, accepted, left: [] },
    lines: [`${done.unit}/${done.return}\t${filingStateNames[done.state][given.language]}`],
  };
}

function writtenAnswer(written: Output<'filing.set'>, given: Arguments): Answer {
  return {
    json: {
      cells: written.cells,
      state: written.state,
      findings: written.findings.map((item) => findingJson(item, given.language)),
    },
    lines: [
      ...written.cells.map(
        (cell) =>
          `${cell.key}\t${showValue(cell.old, undefined, given.language)} → ${showValue(cell.new, undefined, given.language)}`,
      ),
      ...written.findings.flatMap((item) => findingLines(item, given.language)),
    ],
  };
}
