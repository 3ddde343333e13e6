import type { Output } from '#shared/contract/contract.ts';
import { editionTexts } from '#shared/texts/editions.ts';
import {
  choice,
  inYear,
  needed,
  terminalOf,
  text,
  word,
  type Arguments,
  type Command,
  type Session,
} from '../command.ts';

type Differences = Pick<Output<'edition.check'>, 'counts' | 'differences'>;

const acts = ['pack', 'check', 'load', 'list', 'preview', 'use'] as const;

export const editionCommands: Readonly<Record<string, Command>> = {
  edition: {
    usage:
      'edition check|load <file.nbed> [--trust root.pem] | edition list | edition preview|use <name> [--reason r] | edition pack <folder> --out <folder> [--passphrase-stdin]',
    summary: {
      zh: '报表制度:check 查看文件的变化,load 载入,list 已载入的,preview/use 让进行中的年份改用,pack 打包签名',
      en: 'editions: check what a file changes, load it, list those loaded, preview or use one for a running year, pack and sign a folder',
    },
    words: 2,
    options: { trust: 'value', reason: 'value', out: 'value' },
    run: (session, given) => run[choice(word(given, 0, acts.join('|')), 'edition …', acts)](session, given),
  },
};

type Run = (session: Session, given: Arguments) => ReturnType<Command['run']>;

const run: Readonly<Record<(typeof acts)[number], Run>> = {
  check: async (session, given) => {
    const found = await session.ask('edition.check', { ...chosen(session, given), ...inYear(given) });
    const texts = editionTexts[given.language];
    const { again: _tokens, ...json } = found;
    return {
      json,
      lines: [
        `${found.title[given.language]} (${found.name}, ${texts.kinds[found.kind]}), ${texts.holds(found.from, found.to)}`,
        terminalOf(given).keyOf(found.signer.subject, found.signer.demonstration),
        terminalOf(given).fingerprint(found.signer.fingerprint),
        ...differenceLines(found, given),
        texts.sound(found.name),
      ],
    };
  },
  load: async (session, given) => {
    const loaded = await session.ask('edition.load', chosen(session, given));
    const texts = editionTexts[given.language];
    const open = loaded.years.filter(({ current, state }) => !current && state === 'open');
    return {
      json: loaded,
      lines: [
        texts.loaded(loaded.name),
        ...(open.length === 0
          ? []
          : [
              texts.toUse(
                loaded.name,
                open.map(({ year }) => year),
              ),
            ]),
      ],
    };
  },
  list: async (session, given) => {
    const found = await session.ask('edition.list', {});
    const texts = editionTexts[given.language];
    return {
      json: found,
      lines: found.editions.map(
        ({ sha256, name, kind, title, from, to, years }) =>
          `${sha256.slice(0, 12)}\t${name}\t${texts.kinds[kind]}\t${title[given.language]}\t${texts.holds(from, to)}\t${texts.inYears(years)}`,
      ),
    };
  },
  preview: async (session, given) => {
    const edition = word(given, 1, '<name>');
    const found = await session.ask('edition.preview', { ...inYear(given), edition });
    return { json: found, lines: consequenceLines(found, given) };
  },
  use: async (session, given) => {
    const edition = word(given, 1, '<name>');
    const reason = needed(given, 'reason');
    const done = await session.ask('edition.use', { ...inYear(given), edition, reason });
    return {
      json: done,
      lines: [editionTexts[given.language].used(edition, done.year), ...consequenceLines(done, given)],
    };
  },
  pack: async (session, given) => {
    const folder = session.tokenOf(word(given, 1, '<folder>'));
    const out = needed(given, 'out');
    const passphrase = await session.passphrase(terminalOf(given).passphrase);
    const made = await session.ask('edition.pack', { folder, passphrase });
    const file = await session.save(made.file.token, `${out}/`);
    return {
      json: { file, sha256: made.file.sha256, name: made.name, kind: made.kind },
      lines: [file, terminalOf(given).sha256(made.file.sha256)],
    };
  },
};

function chosen(session: Session, given: Arguments): { file: string; trust?: string } {
  const trust = text(given, 'trust');
  return {
    file: session.tokenOf(word(given, 1, '<file.nbed>')),
    ...(trust === undefined ? {} : { trust: session.tokenOf(trust) }),
  };
}

function differenceLines({ counts, differences }: Differences, given: Arguments): string[] {
  const texts = editionTexts[given.language];
  if (differences.length === 0) return [texts.none];
  return [
    texts.counts(counts),
    ...differences.map(
      (item) =>
        `  ${texts.line({ ...item, name: item.name[given.language], was: item.was?.[given.language] ?? null })}`,
    ),
  ];
}

function consequenceLines(found: Output<'edition.preview'>, given: Arguments): string[] {
  const texts = editionTexts[given.language];
  return [
    ...differenceLines(found, given),
    texts.recheck(found.recheckTotal),
    ...found.recheck.map(
      ({ name, unit, return: code, rules }) => `  ${name} ${unit}/${code}: ${rules.join(' ')}`,
    ),
    ...found.kept.map(({ place, name, filings }) => texts.kept(name[given.language], place, filings)),
    ...(found.due === 0 ? [] : [texts.due(found.due)]),
    ...(found.dropped === 0 ? [] : [texts.dropped(found.dropped)]),
  ];
}
