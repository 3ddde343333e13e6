import { statSync } from 'node:fs';
import type { Output } from '#shared/contract/contract.ts';
import { faultText } from '#shared/texts/verification.ts';
import { localDay, localTime } from '#shared/values/moment.ts';
import { assertWritableFolder } from '../../threads/save.ts';
import {
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

export const packageCommands: Readonly<Record<string, Command>> = {
  key: {
    usage:
      'key new [--officer <name>] [--replace] [--out <file.pem>] [--passphrase-stdin] | key show [--out <file.pem>]',
    summary: {
      zh: '签名密钥:new 生成,show 查看证书;--replace 换掉忘了口令的密钥;--out 把证书存为文件交给省级',
      en: 'the signing key: make one, or show its certificate; --replace exchanges one whose passphrase is forgotten; --out saves the certificate for the province',
    },
    words: 1,
    options: { officer: 'value', replace: 'flag', out: 'value' },
    later: ['csr', 'import'],
    run: async (session, given) => {
      const act = choice(word(given, 0, 'new|show'), 'key …', ['new', 'show']);
      const texts = terminalOf(given);
      const officer = text(given, 'officer');
      const key =
        act === 'new'
          ? await session.ask('key.new', {
              passphrase: await session.newPassphrase(texts.newPassphrase, texts.passphraseAgain),
              ...(officer === undefined ? {} : { officer }),
              replace: given.options['replace'] === true,
            })
          : (await session.ask('key.get', {})).key;
      if (key === null)
        return {
          json: { subject: null, fingerprint: null, certificate: null },
          lines: [texts.noKey],
          refused: true,
        };
      const out = text(given, 'out');
      const file = out === undefined ? null : session.saveText(`${key.certificate}\n`, out);
      return {
        json: { ...key, ...(file === null ? {} : { file }) },
        lines: [
          ...(act === 'new' ? [texts.keyMade] : []),
          texts.keyOf(key.subject, key.demonstration),
          texts.fingerprint(key.fingerprint),
          texts.validUntil(localDay(key.validUntil)),
          file ?? key.certificate,
        ],
      };
    },
  },
  seal: {
    usage: 'seal [--format json|xlsx|both] --out <folder> [--passphrase-stdin]',
    summary: { zh: '封装签名的上报包', en: 'make the signed package' },
    words: 0,
    options: { format: 'value', out: 'value' },
    later: ['--to'],
    run: async (session, given) => {
      const format = choice(text(given, 'format') ?? 'both', '--format', ['json', 'xlsx', 'both']);
      const out = needed(given, 'out');
      if (statSync(out, { throwIfNoEntry: false })?.isFile() === true) throw wrong('--out', '<folder>');
      // Before anything is sealed: a package that has nowhere to go would still have used its number.
      assertWritableFolder(out);
      const texts = terminalOf(given);
      const passphrase = await session.passphrase(texts.passphrase);
      const sealed = await session.ask('package.seal', { ...inYear(given), format, passphrase });
      const file = await session.save(sealed.file.token, `${out}/`);
      return {
        json: { file, sha256: sealed.sha256, sequence: sealed.sequence },
        lines: [texts.sealed(sealed.sequence, file), texts.sha256(sealed.sha256), texts.afterSealing],
      };
    },
  },
  packages: {
    usage: 'packages [--sequence <n> --out <folder>]',
    summary: {
      zh: '已封装的上报包;--sequence 再存一份',
      en: 'the sealed packages; --sequence saves one again',
    },
    words: 0,
    options: { sequence: 'value', out: 'value' },
    run: async (session, given) => {
      const { packages } = await session.ask('package.list', inYear(given));
      const asked = text(given, 'sequence');
      if (asked === undefined) {
        if (text(given, 'out') !== undefined) throw missing('--sequence');
        return {
          json: { packages },
          lines: packages.length === 0 ? [terminalOf(given).noPackages] : packages.map(packageLine),
        };
      }
      if (!/^[1-9]\d{0,5}$/.test(asked)) throw wrong('--sequence', '1, 2, …');
      const { file } = await session.ask('package.fetch', { ...inYear(given), sequence: Number(asked) });
      const saved = await session.save(file.token, `${needed(given, 'out')}/`);
      return { json: { packages, file: saved, sha256: file.sha256 }, lines: [saved] };
    },
  },
  verify: {
    usage: 'verify <package|workbook> [--trust root.pem] [--attachments <zip>]',
    summary: {
      zh: '严格验证上报包或签名工作簿;--trust 指定信任的根证书,不写则信任本机的证书;--attachments 按哈希核对一同送来的附件',
      en: "verify a package or a signed workbook, against the root of --trust or else this workspace's own certificate; --attachments compares the documents that came with it",
    },
    words: 1,
    options: { trust: 'value', attachments: 'value' },
    run: async (session, given) => {
      const [trust, zip] = [text(given, 'trust'), text(given, 'attachments')];
      const verdict = await session.ask('package.verify', {
        file: session.tokenOf(word(given, 0, '<package|workbook>')),
        ...(trust === undefined ? {} : { trust: session.tokenOf(trust) }),
        ...(zip === undefined ? {} : { attachments: session.tokenOf(zip) }),
      });
      return {
        json: {
          ...verdict,
          problems: verdict.problems.map((fault) => ({
            ...fault,
            message: faultText(fault, given.language),
          })),
        },
        lines: verdictLines(verdict, given),
        refused: !verdict.valid || verdict.attachments?.named.some(({ found }) => !found) === true,
      };
    },
  },
};

function packageLine(item: Output<'package.list'>['packages'][number]): string {
  const { sequence, kind, file, size, created, delivered } = item;
  return `${sequence}\t${kind}\t${file}\t${size}\t${localTime(created)}\t${delivered === null ? '' : `${delivered.on} ${delivered.to}`}`;
}

function verdictLines(verdict: Output<'package.verify'>, given: Arguments): string[] {
  const texts = terminalOf(given);
  const { county, year, kind, sequence, signer } = verdict;
  return [
    verdict.valid ? texts.valid : texts.invalid,
    ...(county === null || year === null || kind === null || sequence === null
      ? []
      : [texts.packageOf({ county: county.name, code: county.code, year, kind, sequence })]),
    ...(signer === null
      ? []
      : [texts.keyOf(signer.subject, signer.demonstration), texts.fingerprint(signer.fingerprint)]),
    ...verdict.problems.map(
      (fault) => `  ${faultText(fault, given.language)} [${fault.code}: ${fault.where}]`,
    ),
    ...(verdict.attachments?.named ?? []).map(
      ({ found, name, sha256 }) =>
        `${(found ? texts.attachmentFound : texts.attachmentMissing)(name)}\t${sha256}`,
    ),
    ...(verdict.attachments?.unnamed ?? []).map(texts.attachmentUnnamed),
  ];
}
