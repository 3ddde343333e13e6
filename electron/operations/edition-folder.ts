import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { assembleEdition } from '#shared/returns/edition.ts';
import { editionLimits } from '../sync/edition-kinds.ts';

/**
 * What a folder of edition JSON says, not checked yet: `supplement.json` or a `targets.json` alone, or an edition as
 * `shared/returns/editions` has it — `edition.json`, `targets.json`, `package-rules.json`, `lists/`, `indicators/`, and one
 * file for each return.
 */
export function readEditionFolder(folder: string): unknown {
  const has = (name: string): boolean => existsSync(path.join(folder, name));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Problem('edition.folder', { file: path.basename(folder), why: 'ENOTDIR' });
  if (!has('edition.json')) {
    const alone = ['supplement.json', 'targets.json'].find(has);
    if (alone === undefined) throw new Problem('edition.folder', { file: 'edition.json', why: 'ENOENT' });
    return read(folder, alone);
  }
  const own = ['edition.json', 'targets.json', 'package-rules.json'];
  const returns = jsonIn(folder, '').filter((name) => !own.includes(name));
  const optional = (name: string): unknown => (has(name) ? read(folder, name) : []);
  return assembleEdition({
    edition: read(folder, 'edition.json'),
    targets: optional('targets.json'),
    packageRules: optional('package-rules.json'),
    lists: jsonIn(folder, 'lists').map((name) => read(folder, name)),
    indicators: jsonIn(folder, 'indicators').map((name) => read(folder, name)),
    returns: returns.map((name) => read(folder, name)),
  });
}

/** By name: the order of the files is that of the lists and returns. */
function jsonIn(folder: string, below: string): readonly string[] {
  const within = path.join(folder, below);
  if (!existsSync(within)) return [];
  return readdirSync(within, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => (below === '' ? entry.name : `${below}/${entry.name}`))
    .sort();
}

function read(folder: string, name: string): unknown {
  const file = path.join(folder, name);
  if (statSync(file).size > editionLimits.packed)
    throw new Problem('edition.folder', { file: name, why: 'EFBIG' });
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    throw new Problem('edition.folder', {
      file: name,
      why: error instanceof Error ? error.message.slice(0, 120) : 'JSON',
    });
  }
}
