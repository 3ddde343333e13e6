import { roleNames, roundStateNames } from '#shared/texts/states.ts';
import { choice, filingOf, inYear, needed, terminalOf, text, type Command } from '../command.ts';

const heads = ['statistics-head', 'office-head'] as const;

export const roundCommands: Readonly<Record<string, Command>> = {
  signoff: {
    usage: 'signoff --role statistics-head|office-head --name <n> [--missing-reason <r>]',
    summary: {
      zh: '签批:先统计负责人,后单位负责人',
      en: 'sign off: first the head of statistics, then of the office',
    },
    words: 0,
    options: { role: 'value', name: 'value', 'missing-reason': 'value' },
    run: async (session, given) => {
      const missingReason = text(given, 'missing-reason');
      const role = choice(needed(given, 'role'), '--role', heads, roleNames);
      const name = needed(given, 'name');
      const { lacking } = (await session.ask('round.get', inYear(given))).rehearsal;
      const { state } = await session.ask('round.signoff', {
        ...inYear(given),
        role,
        name,
        ...(missingReason === undefined ? {} : { missingReason }),
      });
      return {
        json: { state, lacking },
        lines: [
          roundStateNames[state][given.language],
          ...(lacking > 0 ? [terminalOf(given).lacking(lacking)] : []),
        ],
      };
    },
  },
  reopen: {
    usage:
      'reopen --reason <r> [--filing <unit>/<return>,…] [--role statistics-head|office-head] [--name <n>]',
    summary: { zh: '重新打开已冻结的年报', en: 'open a frozen year again' },
    words: 0,
    options: { reason: 'value', filing: 'value', role: 'value', name: 'value' },
    run: async (session, given) => {
      const role = text(given, 'role');
      const name = text(given, 'name');
      const named = text(given, 'filing')?.split(',') ?? [];
      const { state } = await session.ask('round.reopen', {
        ...inYear(given),
        reason: needed(given, 'reason'),
        filings: named.map(filingOf),
        ...(role === undefined ? {} : { role: choice(role, '--role', heads, roleNames) }),
        ...(name === undefined ? {} : { name }),
      });
      return { json: { state }, lines: [roundStateNames[state][given.language]] };
    },
  },
  delivered: {
    usage: 'delivered --on 2016-03-25 --to <whom>',
    summary: { zh: '登记送达', en: 'record that the package was delivered' },
    words: 0,
    options: { on: 'value', to: 'value' },
    run: async (session, given) => {
      const [on, to] = [needed(given, 'on'), needed(given, 'to')];
      const { state } = await session.ask('round.delivered', { ...inYear(given), on, to });
      return { json: { state }, lines: [terminalOf(given).delivered(on, to)] };
    },
  },
};
