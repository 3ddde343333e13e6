import { roundStateNames } from '#shared/texts/states.ts';
import { faultText } from '#shared/texts/verification.ts';
import { roles, type Role } from '#shared/values/states.ts';
import { assertWritableFolder } from '../../threads/save.ts';
import { filingOf, inYear, needed, terminalOf, text, UsageError, word, type Command } from '../command.ts';

export const packageCommands: Readonly<Record<string, Command>> = {
  signoff: {
    usage: 'signoff --role statistics-head|office-head --name <n> [--missing-reason r]',
    summary: {
      zh: '签批:先统计负责人,后单位负责人',
      en: 'sign off: first the head of statistics, then of the office',
    },
    options: { role: 'value', name: 'value', 'missing-reason': 'value' },
    run: async (session, given) => {
      const missingReason = text(given, 'missing-reason');
      const { state } = await session.ask('round.signoff', {
        ...inYear(given),
        role: roleOf(needed(given, 'role')),
        name: needed(given, 'name'),
        ...(missingReason === undefined ? {} : { missingReason }),
      });
      return { json: { state }, lines: [roundStateNames[state][given.language]] };
    },
  },
  reopen: {
    usage: 'reopen --reason r [--filing <unit>/<return>,…] [--role r] [--name n]',
    summary: { zh: '重新打开已冻结的年报', en: 'open a frozen year again' },
    options: { reason: 'value', filing: 'value', role: 'value', name: 'value' },
    run: async (session, given) => {
      const role = text(given, 'role');
      const name = text(given, 'name');
      const named = text(given, 'filing')?.split(',') ?? [];
      const { state } = await session.ask('round.reopen', {
        ...inYear(given),
        reason: needed(given, 'reason'),
        filings: named.map(filingOf),
        ...(role === undefined ? {} : { role: roleOf(role) }),
        ...(name === undefined ? {} : { name }),
      });
      return { json: { state }, lines: [roundStateNames[state][given.language]] };
    },
  },
  delivered: {
    usage: 'delivered --on 2016-03-25 --to <whom>',
    summary: { zh: '登记送达', en: 'record that the package was delivered' },
    options: { on: 'value', to: 'value' },
    run: async (session, given) => {
      const { state } = await session.ask('round.delivered', {
        ...inYear(given),
        on: needed(given, 'on'),
        to: needed(given, 'to'),
      });
      return { json: { state }, lines: [roundStateNames[state][given.language]] };
    },
  },
  key: {
    usage: 'key new [--officer <name>] | key show',
    summary: { zh: '签名密钥', en: 'the signing key' },
    options: { officer: 'value' },
    run: async (session, given) => {
      const act = word(given, 0, 'new|show');
      if (act !== 'new' && act !== 'show') throw new UsageError('key new | key show');
      const officer = text(given, 'officer');
      const key =
        act === 'new'
          ? await session.ask('key.new', {
              passphrase: await session.passphrase(terminalOf(given).newPassphrase),
              ...(officer === undefined ? {} : { officer }),
            })
          : (await session.ask('key.get', {})).key;
      if (key === null)
        return {
          json: { subject: null, fingerprint: null, certificate: null },
          lines: [terminalOf(given).nothing],
          refused: true,
        };
      return { json: key, lines: [key.subject, key.fingerprint, key.certificate] };
    },
  },
  seal: {
    usage: 'seal --format json|xlsx|both --out <folder>',
    summary: { zh: '封装签名的上报包', en: 'make the signed package' },
    options: { format: 'value', out: 'value' },
    run: async (session, given) => {
      const format = text(given, 'format') ?? 'both';
      if (format !== 'json' && format !== 'xlsx' && format !== 'both')
        throw new UsageError('--format json|xlsx|both');
      const out = needed(given, 'out');
      // Before anything is sealed: a package that has nowhere to go would still have used its number.
      assertWritableFolder(out);
      const passphrase = await session.passphrase(terminalOf(given).passphrase);
      const sealed = await session.ask('package.seal', { ...inYear(given), format, passphrase });
      const file = await session.save(sealed.file.token, `${out}/`);
      return {
        json: { file, sha256: sealed.sha256, sequence: sealed.sequence },
        lines: [file, sealed.sha256],
      };
    },
  },
  verify: {
    usage: 'verify <package|workbook> [--trust root.pem]',
    summary: { zh: '严格验证上报包或签名工作簿', en: 'verify a package or a signed workbook' },
    options: { trust: 'value' },
    run: async (session, given) => {
      const trust = text(given, 'trust');
      const verdict = await session.ask('package.verify', {
        file: session.tokenOf(word(given, 0, '<package>')),
        ...(trust === undefined ? {} : { trust: session.tokenOf(trust) }),
      });
      const texts = terminalOf(given);
      return {
        json: {
          ...verdict,
          problems: verdict.problems.map((fault) => ({
            ...fault,
            message: faultText(fault, given.language),
          })),
        },
        lines: [
          verdict.valid ? texts.valid : texts.invalid,
          ...(verdict.signer === null ? [] : [`${verdict.signer.subject}\t${verdict.signer.fingerprint}`]),
          ...verdict.problems.map(
            (fault) => `  ${fault.code}\t${fault.where}\t${faultText(fault, given.language)}`,
          ),
        ],
        refused: !verdict.valid,
      };
    },
  },
};

function roleOf(written: string): Role {
  const found = roles.find((role) => role === written);
  if (found === undefined) throw new UsageError(`--role ${roles.join('|')}`);
  return found;
}
