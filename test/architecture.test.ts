import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Who may import whom, folder by folder; a folder not named under `may` is out of reach. The first entry whose path is the
 * start of a file's path holds for it. `packages` are the npm packages and Node modules it may use; absent: any.
 */
interface Layer {
  readonly of: string;
  readonly may: readonly string[];
  readonly packages?: readonly RegExp[];
  /** Folders of which only types may be imported. */
  readonly types?: readonly string[];
}

const nothing: readonly RegExp[] = [];
const zod = [/^zod$/];
const withoutElectron = [/^(?!electron$)/];

const layers: readonly Layer[] = [
  { of: 'shared/values/', may: ['shared/values/'], packages: nothing },
  { of: 'shared/codes/', may: ['shared/codes/'], packages: nothing },
  { of: 'shared/returns/', may: ['shared/returns/', 'shared/values/'], packages: zod },
  {
    of: 'shared/checking/',
    may: ['shared/checking/', 'shared/returns/', 'shared/codes/', 'shared/values/'],
    packages: nothing,
  },
  {
    of: 'shared/intake/',
    may: ['shared/intake/', 'shared/returns/', 'shared/codes/', 'shared/values/'],
    packages: nothing,
  },
  {
    of: 'shared/tally/',
    may: ['shared/tally/', 'shared/checking/', 'shared/returns/', 'shared/codes/', 'shared/values/'],
    packages: nothing,
  },
  { of: 'shared/packages/', may: ['shared/packages/', 'shared/tally/', 'shared/values/'], packages: zod },
  {
    of: 'shared/contract/',
    may: ['shared/contract/', 'shared/values/'],
    types: ['shared/returns/', 'shared/checking/', 'shared/intake/', 'shared/tally/'],
    packages: zod,
  },
  {
    of: 'shared/texts/',
    may: ['shared/texts/', 'shared/values/'],
    types: ['shared/contract/', 'shared/checking/', 'shared/intake/', 'shared/returns/', 'shared/tally/'],
    packages: nothing,
  },
  { of: 'shared/', may: ['shared/'], packages: zod },
  {
    of: 'renderer/',
    may: ['renderer/', 'shared/values/', 'shared/texts/'],
    types: ['shared/'],
    packages: [
      /^react(-dom)?(\/|$)/,
      /^antd(\/|$)/,
      /^zustand$/,
      /^@tanstack\/react-virtual$/,
      /^pinyin-pro$/,
    ],
  },
  { of: 'electron/main.ts', may: ['electron/shell/', 'electron/terminal/run.ts'], packages: [/^electron$/] },
  { of: 'electron/preload.ts', may: [], types: ['shared/contract/'], packages: [/^electron$/] },
  {
    of: 'electron/shell/',
    may: ['electron/shell/', 'electron/page.ts', 'electron/terminal/data-folder.ts', 'shared/'],
    packages: [/^electron$/, /^node:/],
  },
  { of: 'electron/store/', may: ['electron/store/', 'shared/'], packages: withoutElectron },
  {
    of: 'electron/workbook/',
    may: ['electron/workbook/', 'electron/edition.ts', 'shared/'],
    packages: withoutElectron,
  },
  {
    of: 'electron/sync/',
    may: ['electron/sync/', 'electron/workbook/', 'shared/'],
    packages: withoutElectron,
  },
  {
    of: 'electron/demo/',
    may: ['electron/demo/', 'electron/workbook/', 'shared/'],
    packages: withoutElectron,
  },
  {
    of: 'electron/operations/',
    may: [
      'electron/operations/',
      'electron/store/',
      'electron/workbook/',
      'electron/sync/',
      'electron/demo/',
      'electron/edition.ts',
      'shared/',
    ],
    types: ['electron/threads/'],
    packages: withoutElectron,
  },
  {
    of: 'electron/threads/',
    may: [
      'electron/threads/',
      'electron/operations/',
      'electron/store/',
      'electron/workbook/',
      'electron/sync/',
      'electron/edition.ts',
      'shared/',
    ],
    packages: withoutElectron,
  },
  {
    of: 'electron/loopback/',
    may: ['electron/loopback/', 'electron/page.ts', 'shared/'],
    types: ['electron/threads/'],
    packages: withoutElectron,
  },
  {
    of: 'electron/terminal/',
    may: ['electron/terminal/', 'electron/threads/', 'electron/operations/demo.ts', 'shared/'],
    packages: withoutElectron,
  },
  { of: 'electron/', may: ['electron/', 'shared/'], packages: withoutElectron },
  { of: 'build/', may: ['build/', 'shared/packages/'] },
  { of: 'test/', may: ['test/', 'electron/', 'shared/', 'renderer/', 'build/'] },
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

function sources(): readonly string[] {
  return ['electron', 'renderer', 'shared', 'build', 'test'].flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  );
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...found].map(([, type, written, dynamic]) => ({
    from: file,
    to: resolved(file, written ?? dynamic ?? ''),
    isType: type !== undefined,
  }));
}

function resolved(file: string, written: string): string {
  if (written.startsWith('#')) return written.slice(1);
  if (written.startsWith('.')) return path.posix.join(path.posix.dirname(file), written);
  return written;
}

function isOwn(to: string): boolean {
  return /^(electron|renderer|shared|build|test)\//.test(to);
}

function faultOf({ from, to, isType }: Import): string | null {
  const layer = layers.find((item) => from.startsWith(item.of));
  if (layer === undefined) return `${from} is in no layer`;
  if (!isOwn(to)) {
    const isAllowed = layer.packages === undefined || layer.packages.some((item) => item.test(to));
    return isAllowed ? null : `${from} uses ${to}`;
  }
  if (layer.may.some((folder) => to.startsWith(folder))) return null;
  if (isType && layer.types?.some((folder) => to.startsWith(folder)) === true) return null;
  return `${from} imports ${to}${isType ? ' (a type)' : ''}`;
}

describe('architecture', () => {
  const files = sources();
  const all = files.flatMap(importsOf);

  test('every import follows the layers', () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  test('only the shell, main and preload import electron', () => {
    const users = all
      .filter((item) => item.to === 'electron' && !item.from.startsWith('test/'))
      .map((item) => item.from);
    expect(users.filter((from) => !/^electron\/(main|preload)\.ts$|^electron\/shell\//.test(from))).toEqual(
      [],
    );
  });

  test('names say what is inside', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|managers?|misc|index)(\/|\.tsx?$)/.test(file)),
    ).toEqual([]);
  });

  test('the top level is the one that was agreed', () => {
    const agreed = [
      'electron',
      'renderer',
      'shared',
      'build',
      'test',
      'package.json',
      'tsconfig.json',
      'electron-builder.yml',
      'README.md',
      'README.zh-CN.md',
      'LICENSE',
      'package-lock.json',
    ];
    const found = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !['node_modules', 'dist', 'release', 'test-output'].includes(name),
    );
    expect(found.filter((name) => !agreed.includes(name))).toEqual([]);
  });
});
