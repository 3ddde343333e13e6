import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Relation {
  readonly type: string;
  readonly target: string;
}

/** What a part of a workbook leads to, by the ids that it uses; of the file itself with an empty name. Links to other files are left out. */
export async function readRelations(zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = path.posix.dirname(part);
  const file =
    part === '' ? '_rels/.rels' : path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!zip.has(file)) return relations;
  await readXml(zip, file, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const target = plainTarget(attributes.get('Target') ?? '');
      const resolved = path.posix.join(part === '' ? '' : folder, target);
      relations.set(attributes.get('Id') ?? '', {
        type: attributes.get('Type') ?? '',
        target: target.startsWith('/') ? path.posix.normalize(target.slice(1)) : resolved,
      });
    },
  });
  return relations;
}

/** The part that a workbook begins with. */
export async function mainPart(zip: Zip): Promise<string> {
  const found = targetOf(await readRelations(zip, ''), 'officeDocument');
  if (found === undefined || !zip.has(found))
    throw new Problem('file.damaged', { file: zip.file, part: '_rels/.rels' });
  return found;
}

/** Where the first relation of a type leads, whichever edition of the standard its name is of. */
export function targetOf(relations: ReadonlyMap<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target;
}

/** A target is an address: a space in it stands as %20. Some programs write the strokes of Windows. */
function plainTarget(written: string): string {
  const target = written.replaceAll('\\', '/');
  if (!target.includes('%')) return target;
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
