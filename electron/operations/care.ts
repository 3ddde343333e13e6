import { accessSync, constants, existsSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { isProblem } from '#shared/contract/problem.ts';
import { version } from '#shared/version.ts';
import { automaticBackup, automaticBackups, isSound } from '../store/automatic-backup.ts';
import { writeBackup } from '../store/backup.ts';
import { agreesWithEntries, recordPlaces } from '../store/commit.ts';
import { attachedFiles } from '../store/attachments.ts';
import { asFolderProblem } from '../store/faults.ts';
import { databaseFile, measured } from '../store/files.ts';
import { originalFile } from '../store/originals.ts';
import { packagesAt } from '../store/packages.ts';
import { countyNow, rounds } from '../store/rounds.ts';
import type { ExportContext } from './context.ts';
import { keepMade, madeIn, type KeptFile } from './made.ts';

export const careExporterSteps = {
  'care/automatic-backup': (context: ExportContext): string => automaticBackup(context.folder, context.now),
  'care/backup': backup,
  'care/doctor': examine,
};

/** What the doctor looked at, whether it is sound, and what was found: a number or the names of what is not. */
export interface Examination {
  readonly check:
    | 'opens'
    | 'writable'
    | 'database'
    | 'references'
    | 'documents'
    | 'originals'
    | 'attachments'
    | 'packages'
    | 'backups'
    | 'space';
  readonly ok: boolean;
  readonly detail: string;
}

async function backup(context: ExportContext): Promise<KeptFile> {
  const county = countyNow(context.store) ?? { code: '', name: '' };
  const stamp = context.now.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const name = `${county.name}-${stamp}.nbbak`;
  return madeIn(context.folder, async (own) => {
    const file = path.join(own, name);
    await writeBackup(context.folder, file, { created: context.now, program: `nianbao ${version}`, county });
    return { path: file, name, ...measured(file) };
  });
}

/** Below this the disk is too full to go on safely. */
const leastSpace = 500 * 1024 * 1024;

/** Looks at everything that was promised to be whole, and leaves it as it is. */
function examine(context: ExportContext): readonly Examination[] {
  const { store, folder } = context;
  const integrity = store.db.pragma('integrity_check(5)') as { integrity_check: string }[];
  const isWhole = integrity.length === 1 && integrity[0]?.integrity_check === 'ok';
  const references = store.db.pragma('foreign_key_check') as unknown[];
  const documents = differingDocuments(context);
  const originals = store.db
    .prepare<[], { sha256: string; file: string }>(
      "SELECT DISTINCT sha256, file FROM batch WHERE state IN ('questions', 'staged', 'committed') ORDER BY sha256",
    )
    .all()
    .filter(({ sha256 }) => !isFile(originalFile(folder, sha256), sha256));
  const attachments = attachedFiles(store).filter(
    ({ sha256 }) => !isFile(originalFile(folder, sha256), sha256),
  );
  const packages = rounds(store)
    .flatMap((round) => packagesAt(store, round.year))
    .filter((item) => !isFile(path.join(folder, 'packages', item.file), item.sha256));
  const backups = automaticBackups(folder);
  const unsound = backups.filter((name) => !isSound(path.join(folder, 'backups', name)));
  const closed = notWritable(folder);
  const space = statfsSync(folder);
  const free = space.bavail * space.bsize;
  return [
    {
      check: 'database',
      ok: isWhole,
      detail: isWhole
        ? ''
        : integrity
            .map((line) => line.integrity_check)
            .join('; ')
            .slice(0, 200),
    },
    { check: 'references', ok: references.length === 0, detail: String(references.length) },
    {
      check: 'documents',
      ok: documents.differing.length === 0,
      detail:
        documents.differing.length === 0
          ? String(documents.count)
          : documents.differing.slice(0, 10).join(' '),
    },
    {
      check: 'originals',
      ok: originals.length === 0,
      detail: originals
        .slice(0, 10)
        .map((item) => item.file)
        .join('、'),
    },
    {
      check: 'attachments',
      ok: attachments.length === 0,
      detail: attachments
        .slice(0, 10)
        .map((item) => item.name)
        .join('、'),
    },
    { check: 'packages', ok: packages.length === 0, detail: packages.map((item) => item.file).join('、') },
    {
      check: 'backups',
      ok: unsound.length === 0,
      detail: unsound.length === 0 ? String(backups.length) : unsound.join(' '),
    },
    { check: 'writable', ok: closed.length === 0, detail: closed.join('、') },
    { check: 'space', ok: free >= leastSpace, detail: `${Math.round(free / 1024 / 1024)} MB` },
  ];
}

/** Documents that their entries do not add up to: there must be none. */
function differingDocuments(context: ExportContext): {
  readonly count: number;
  readonly differing: readonly string[];
} {
  const differing: string[] = [];
  let count = 0;
  for (const { year } of rounds(context.store)) {
    for (const place of recordPlaces(context.store, year)) {
      context.checkCancelled();
      count += 1;
      if (!agreesWithEntries(context.store, year, place))
        differing.push(`${place.unit}/${place.return}@${year}`);
    }
  }
  return { count, differing };
}

function isFile(file: string, sha256: string): boolean {
  return existsSync(file) && measured(file).sha256 === sha256;
}

/** What is written to while the program runs. */
const written = (folder: string): readonly string[] => {
  const database = databaseFile(folder);
  const within = ['originals', 'packages', 'backups'].map((name) => path.join(folder, name));
  return [folder, database, `${database}-wal`, ...within];
};

/** What of the folder became read-only since it was opened: a stick with its switch turned, a right that was taken away. */
function notWritable(folder: string): readonly string[] {
  const closed = written(folder).filter(
    (place) => existsSync(place) && isReadOnly(folder, () => accessSync(place, constants.W_OK)),
  );
  // What the system says of rights is not all there is: the share of another computer says no only to who writes.
  const canWrite = (): void => {
    const made = keepMade(folder, 'doctor', new Uint8Array(1));
    rmSync(path.dirname(made.path), { recursive: true, force: true });
  };
  const isClosed = closed.includes(folder) || (closed.length === 0 && isReadOnly(folder, canWrite));
  return isClosed ? [folder] : closed;
}

/** A full disk is another matter. */
function isReadOnly(folder: string, write: () => void): boolean {
  try {
    write();
    return false;
  } catch (error) {
    const problem = asFolderProblem(error, folder);
    if (problem === null) throw error;
    if (isProblem(problem, 'workspace.disk-full')) return false;
    if (isProblem(problem, 'workspace.read-only')) return true;
    throw problem;
  }
}
