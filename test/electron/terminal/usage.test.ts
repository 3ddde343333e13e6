import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '#electron/terminal/commands.ts';
import { defaultDataFolder } from '#electron/terminal/data-folder.ts';
import { version } from '#shared/version.ts';
import { documentOf, problemOf, runHere, type Ran } from '#test/fixtures/terminal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const data = ['--data', path.join(folder, 'none')];

const said = ({ code, out, err }: Ran): unknown => ({ code, out, err });

describe('help', () => {
  test('lists every command with its summary, in both languages', async () => {
    const [zh, en, word] = await Promise.all([
      runHere(['--help']),
      runHere(['--lang', 'en', 'help']),
      runHere(['help']),
    ]);
    for (const [name, { summary }] of Object.entries(commands)) {
      expect(zh.out).toMatch(new RegExp(`^ {2}${name} +`, 'm'));
      expect(zh.out).toContain(summary.zh);
      expect(en.out).toContain(summary.en);
    }
    expect(word).toEqual(zh);
    expect([zh.code, zh.err, en.code]).toEqual([0, '', 0]);
    expect(zh.out).toContain('退出码');
    expect(en.out).toContain('Exit codes');
    expect(en.out).not.toMatch(/[一-龥]/);
  });

  test('of a command shows how it is used, and needs nothing else', async () => {
    const [after, before, word, json] = await Promise.all([
      runHere(['seal', '--help']),
      runHere(['--help', 'seal']),
      runHere(['help', 'seal']),
      runHere(['seal', '--help', '--json']),
    ]);
    expect(after.out).toContain('nianbao seal [--format json|xlsx|both] --out <folder> [--passphrase-stdin]');
    expect([before, word]).toEqual([after, after]);
    expect(documentOf<{ help: string }>(json).help).toBe(after.out.trimEnd());
    expect([after.code, json.code]).toEqual([0, 0]);
  });

  test('says which commands take a passphrase from standard input', async () => {
    const asks = ['key', 'seal', 'edition'];
    const told = Object.entries(commands).filter(([, { usage }]) => usage.includes('--passphrase-stdin'));
    expect(told.map(([name]) => name).sort()).toEqual(asks.sort());
    expect((await runHere(['--help'])).out).toContain('--passphrase-stdin');
  });

  test('the version is one word', async () => {
    expect(said(await runHere(['--version']))).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(documentOf(await runHere(['--version', '--json']))).toEqual({ version });
  });
});

/** A call that is wrong, and what must be said of it: in Chinese, in English, and as the details of the problem. */
const mistakes: readonly [string, readonly string[], string, string, object][] = [
  ['no command', [], '没有写命令', 'No command', { kind: 'no-command' }],
  [
    'an unknown command',
    ['fetch'],
    '没有“fetch”这条命令',
    'no command “fetch”',
    { kind: 'unknown-command', name: 'fetch' },
  ],
  [
    'a name of an object',
    ['constructor'],
    '没有“constructor”',
    'no command “constructor”',
    { kind: 'unknown-command' },
  ],
  [
    'a later command',
    ['certify', 'x.csr'],
    '本版本还没有“certify”',
    '“certify” is not in this version yet',
    { kind: 'later' },
  ],
  [
    'a later command',
    ['intake', 'p', '--into', 'db'],
    '还没有“intake”',
    '“intake” is not',
    { kind: 'later' },
  ],
  ['a later command', ['receipt', 'r.json'], '还没有“receipt”', '“receipt” is not', { kind: 'later' }],
  [
    'a later kind of key',
    ['key', 'csr'],
    '还没有“key csr”',
    '“key csr” is not',
    { kind: 'later', name: 'key csr' },
  ],
  [
    'a later kind of key',
    ['key', 'import', 'x'],
    '还没有“key import”',
    '“key import” is not',
    { kind: 'later' },
  ],
  [
    'a later option',
    ['seal', '--out', 'x', '--to', 'p.pub'],
    '还没有“seal --to”',
    '“seal --to” is not',
    { kind: 'later' },
  ],
  [
    'an unknown option',
    ['check', '--fast'],
    '没有 --fast 选项',
    'no option --fast',
    { kind: 'unknown-option', option: '--fast' },
  ],
  ['an unknown short option', ['check', '-x'], '没有 -x 选项', 'no option -x', { kind: 'unknown-option' }],
  [
    'an option of another command',
    ['check', '--out', 'x'],
    '没有 --out 选项',
    'no option --out',
    { kind: 'unknown-option' },
  ],
  [
    'a word too many',
    ['check', 'all'],
    '多出“all”',
    '“all” is one word too many',
    { kind: 'surplus', word: 'all' },
  ],
  [
    'a word too many',
    ['verify', 'a', 'b'],
    '多出“b”',
    '“b” is one word too many',
    { kind: 'surplus', word: 'b' },
  ],
  [
    'an option without its value',
    ['check', '--unit'],
    '--unit 后面要写值',
    '--unit needs a value',
    { kind: 'option-value' },
  ],
  [
    'an option followed by another',
    ['check', '--unit', '--open'],
    '--unit 后面要写值',
    '--unit needs a value',
    { kind: 'option-value' },
  ],
  [
    'a flag with a value',
    ['check', '--open=1'],
    '--open 后面不写值',
    '--open takes no value',
    { kind: 'option-flag' },
  ],
  [
    'a year that is none',
    ['check', '--year', 'last'],
    '--year 应为',
    '--year must be',
    { kind: 'wrong', name: '--year' },
  ],
  ['a year in two digits', ['check', '--year=15'], '--year 应为', '--year must be', { kind: 'wrong' }],
  [
    'a missing word',
    ['verify'],
    '缺少 <package|workbook>',
    '<package|workbook> is missing',
    { kind: 'missing' },
  ],
  [
    'a missing option',
    ['signoff', '--role', 'office-head'],
    '缺少 --name',
    '--name is missing',
    { kind: 'missing', name: '--name' },
  ],
  ['a missing folder', ['seal'], '缺少 --out', '--out is missing', { kind: 'missing', name: '--out' }],
  [
    'an unknown role',
    ['signoff', '--role', 'boss', '--name', 'x'],
    '--role 应为',
    '--role must be statistics-head|office-head',
    { kind: 'wrong' },
  ],
  [
    'an unknown format',
    ['seal', '--format', 'pdf', '--out', 'x'],
    '--format 应为',
    '--format must be json|xlsx|both',
    { kind: 'wrong' },
  ],
  [
    'an unknown act',
    ['units', 'delete', 'x'],
    'add|rename|close|move|merge',
    'add|rename|close|move|merge',
    { kind: 'wrong' },
  ],
  [
    'an unknown class',
    ['check', '--class', 'E'],
    '--class 应为',
    '--class must be A|B|C|D',
    { kind: 'wrong' },
  ],
  ['an unknown demo', ['init', '--demo=dirty'], '--demo 应为', '--demo must be', { kind: 'wrong' }],
  [
    'nothing to begin with',
    ['init'],
    '缺少 --county',
    '--county is missing',
    { kind: 'missing', name: '--county' },
  ],
  [
    'a filing without its return',
    ['accept', '91220122MA0100008Q'],
    '<unit>/<return>',
    '<unit>/<return>',
    { kind: 'wrong' },
  ],
  ['a cell without a value', ['set', 'x/JC102', '02'], '<code>=<value>', '<code>=<value>', { kind: 'wrong' }],
  ['no cell at all', ['set', 'x/JC102'], '<code>=<value>', '<code>=<value>', { kind: 'missing' }],
  [
    'a cell twice',
    ['set', 'x/JC102', '02=1', '02=2'],
    '“02”写了两次',
    '“02” is given twice',
    { kind: 'twice', name: '02' },
  ],
  [
    'answers that are no file',
    ['import', 'x', '--answers', 'nowhere.json'],
    '“nowhere.json”不存在',
    '“nowhere.json” is not there',
    { kind: 'json-file' },
  ],
  [
    'no terminal to ask at',
    ['key', 'new'],
    '--passphrase-stdin',
    '--passphrase-stdin',
    { kind: 'passphrase-prompt' },
  ],
];

describe('a wrong call', () => {
  test.each(mistakes)('with %s (%j) is said in a sentence, exit 2', async (_, words, zh, en, details) => {
    const [shown, json] = await Promise.all([
      runHere([...words, ...data]),
      runHere(['--lang', 'en', '--json', ...data, ...words]),
    ]);
    expect([shown.code, shown.out, json.code, json.err]).toEqual([2, '', 2, '']);
    expect(shown.err.split('\n')[0]).toContain(zh);
    const problem = problemOf(json);
    expect(problem).toMatchObject({ code: 'usage', details });
    expect(problem.message).toContain(en);
    expect(problem.message).not.toMatch(/[一-龥]/);
    // Whoever named a command that exists is shown how it is used.
    const name = words[0];
    if (name !== undefined && Object.hasOwn(commands, name)) {
      expect(shown.err).toContain(`用法:nianbao ${commands[name]?.usage}`);
      expect(problem.details['usage']).toBe(`nianbao ${commands[name]?.usage}`);
    }
  });

  test('without a command also lists the commands', async () => {
    const { err } = await runHere([]);
    expect(err).toMatch(/^ {2}init /m);
    expect(err).toMatch(/^ {2}doctor /m);
  });

  test('of the language is said in the language that is understood', async () => {
    const ran = await runHere(['check', '--lang', 'fr']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--lang 应为 zh|en');
  });

  test('touches nothing', () => {
    expect(existsSync(path.join(folder, 'none'))).toBe(false);
  });
});

describe('options', () => {
  test('may stand before or behind the command, with a space or an equals sign', async () => {
    const calls = [
      ['catalogue', '--returns', '--json', '--lang', 'en', ...data],
      [...data, '--json', '--lang=en', 'catalogue', '--returns'],
      ['--json', `--data=${data[1]}`, 'catalogue', '--lang', 'en', '--returns'],
    ];
    const [first, ...others] = await Promise.all(calls.map((words) => runHere(words)));
    expect(first?.code).toBe(0);
    for (const other of others) expect(other).toEqual(first);
  });

  test('the data folder is the system’s own place for it, unless said', () => {
    expect(defaultDataFolder({ XDG_DATA_HOME: '/srv/data' }, 'linux')).toBe('/srv/data/nianbao');
    expect(defaultDataFolder({ XDG_DATA_HOME: 'data' }, 'linux')).toBe(
      path.join(homedir(), '.local', 'share', 'nianbao'),
    );
    expect(defaultDataFolder({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/nianbao');
  });

  test('a data folder without a county is named: it may be a slip in --data', async () => {
    const ran = await runHere(['check', ...data]);
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toContain(String(data[1]));
  });

  test('none takes a passphrase, and what was given is not repeated', async () => {
    for (const words of [['--passphrase', 'horse 9'], ['--passphrase=horse 9'], ['--password', 'horse 9']]) {
      const ran = await runHere(['seal', '--out', folder, ...words, ...data, '--json']);
      expect([ran.code, problemOf(ran).details['kind']]).toEqual([2, 'passphrase-argument']);
      expect(ran.out + ran.err).not.toContain('horse');
    }
  });
});
