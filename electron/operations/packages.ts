import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { sha256 as hashOf } from '../sync/canonical.ts';
import { assertValidNow, ownCertificate } from '../sync/own-certificate.ts';
import type { PackageFormat } from '../sync/package.ts';
import { putInPlace, writeSynced } from '../store/files.ts';
import { addPackage, keepSealed, packageAt, packagesAt } from '../store/packages.ts';
import { countyNow } from '../store/rounds.ts';
import { countyAt, setting } from '../store/settings.ts';
import type { ExportContext, ReadContext, WriteContext } from './context.ts';
import { recheckLater } from './documents.ts';
import { keepMade, type KeptFile } from './made.ts';
import { packageContent } from './package-content.ts';
import { known, move } from './round.ts';
import { yearOf } from './year.ts';
import { provinceEditionAt } from './year-edition.ts';

export const packageReads = { 'key.get': keyGet, 'package.list': packageList };
/** Steps of the long operations in `package-runs.ts`. */
export const packageReaderSteps = { 'packages/year': assertSealable, 'packages/file': sealedFile };
export const packageExporterSteps = {
  'packages/key': newKey,
  'packages/certificate': certificateFile,
  'packages/build': build,
};
export const packageWriterSteps = { 'packages/keep': keep };

function keyGet(context: ReadContext): Output<'key.get'> {
  return { key: ownCertificate(context.folder) };
}

function packageList(context: ReadContext, input: Parsed<'package.list'>): Output<'package.list'> {
  const year = yearOf(context, input);
  return {
    packages: packagesAt(context.store, year).map(
      ({ sequence, kind, file, sha256, size, created, replaces, deliveredOn, deliveredTo }) => ({
        sequence,
        kind,
        file,
        sha256,
        size,
        created,
        replaces,
        delivered: deliveredOn === null ? null : { on: deliveredOn, to: deliveredTo ?? '' },
      }),
    ),
  };
}

/** The year to seal; refuses a round that both heads have not signed. */
function assertSealable(context: ReadContext, input: { readonly year: number | undefined }): number {
  const year = yearOf(context, input);
  const found = known(context, year);
  if (found.state !== 'signed-2') throw new Problem('round.state', { year, state: found.state, act: 'seal' });
  assertValidNow(context.folder, context.now);
  return year;
}

function packagesFolder(folder: string): string {
  return path.join(folder, 'packages');
}

function sealedFile(
  context: ReadContext,
  input: { readonly year: number | undefined; readonly sequence: number },
): { readonly path: string; readonly name: string; readonly sha256: string; readonly size: number } {
  const found = packageAt(context.store, yearOf(context, input), input.sequence);
  const file = path.join(packagesFolder(context.folder), found.file);
  if (!existsSync(file) || hashOf(readFileSync(file)) !== found.sha256)
    throw new Problem('package.damaged', { file: found.file });
  return {
    path: file,
    name: found.file,
    sha256: found.sha256,
    size: found.size,
  };
}

async function newKey(
  context: ExportContext,
  input: { readonly passphrase: string; readonly officer: string | undefined; readonly replace: boolean },
): Promise<Output<'key.new'>> {
  const { createKey } = await import('../sync/keys.ts');
  const officer = input.officer ?? setting(context.store, 'officer.statistics-head') ?? '';
  return createKey(
    context.folder,
    { county: countyNow(context.store)?.name ?? '', officer },
    input.passphrase,
    context.now,
    input.replace,
  );
}

/** A package that was built, signed and verified, and lies beside its final place under a temporary name. */
export interface Built {
  readonly year: number;
  readonly sequence: number;
  readonly kind: string;
  readonly replaces: number | null;
  readonly created: string;
  readonly temporary: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

function certificateFile({ folder, store }: ExportContext): KeptFile {
  const own = ownCertificate(folder);
  if (own === null) throw new Problem('key.absent', {});
  // The subject may be long, and is in the file; the fingerprint tells it from the one of a key before.
  const name = `${countyNow(store)?.name ?? ''} ${own.fingerprint.slice(0, 8)}.pem`;
  return keepMade(folder, name, Buffer.from(`${own.certificate}\n`));
}

async function build(
  context: ExportContext,
  input: { readonly year: number; readonly format: PackageFormat; readonly passphrase: string },
): Promise<Built> {
  const { year } = input;
  // What signs and verifies is large, and most threads never do.
  const [{ openSigner }, { buildPackage }, { verifyPackage }] = await Promise.all([
    import('../sync/keys.ts'),
    import('../sync/package.ts'),
    import('../sync/verify.ts'),
  ]);
  const signer = await openSigner(context.folder, input.passphrase);
  const step = (done: number, on: string): void => {
    context.checkCancelled();
    context.progress({ done, total: 4, on });
  };
  step(0, '汇集数据');
  const edition = provinceEditionAt(context.store, year);
  const content = packageContent({ ...context, edition }, year);
  const previous = packagesAt(context.store, year).at(-1) ?? null;
  const county = countyAt(context.store, year) ?? { code: '', name: '' };
  step(1, '签名');
  // Whole seconds: the time in the workbook's signature has no more.
  const created = `${context.now.slice(0, 19)}Z`;
  const request = {
    county,
    year,
    kind: previous === null ? ('正式' as const) : ('更正' as const),
    covers: edition.filled().map((definition) => definition.code),
    sequence: (previous?.sequence ?? 0) + 1,
    previous: previous?.sha256 ?? null,
    replaces: previous?.sequence ?? null,
    created,
    format: input.format,
  };
  const built = await buildPackage(content, request, edition, signer);
  step(2, '复核');
  const verdict = await verifyPackage(built.bytes, built.name, {
    trust: signer.chain,
    edition: () => edition,
  });
  if (!verdict.valid)
    throw new Problem('package.not-verified', {
      faults: verdict.problems.map((fault) => `${fault.code} ${fault.where}`).join('; '),
    });
  step(3, '写入');
  const folder = packagesFolder(context.folder);
  mkdirSync(folder, { recursive: true });
  // A name of its own: two that are sealed at once must not write into one file.
  const temporary = path.join(folder, `${built.name}.${randomUUID()}.part`);
  writeVerified(temporary, built.bytes);
  const { sequence, kind, replaces } = request;
  return {
    year,
    sequence,
    kind,
    replaces,
    created,
    temporary,
    name: built.name,
    sha256: built.sha256,
    size: built.bytes.length,
  };
}

/** Writes, syncs and reads back: a stick that lies about writing is found out here. Nothing is left when that fails. */
function writeVerified(file: string, bytes: Buffer): void {
  try {
    writeSynced(file, bytes);
    if (!readFileSync(file).equals(bytes))
      throw new Problem('file.unwritable', { file: path.basename(file), reason: 'missing' });
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Records the package and gives it its name, in one transaction: the file is in place before the round says sealed, and a
 * crash in between leaves a file that no round names.
 */
function keep(
  context: WriteContext,
  built: Built,
): { readonly path: string; readonly name: string; readonly sha256: string; readonly size: number } {
  const found = known(context, built.year);
  const next = (packagesAt(context.store, built.year).at(-1)?.sequence ?? 0) + 1;
  if (found.state !== 'signed-2' || next !== built.sequence) {
    rmSync(built.temporary, { force: true });
    throw new Problem('round.state', { year: built.year, state: found.state, act: 'seal' });
  }
  const { year, sequence, kind, name, sha256, size, created, replaces } = built;
  addPackage(context.store, { year, sequence, kind, file: name, sha256, size, created, replaces });
  keepSealed(context.store, year);
  move(context, year, found, 'sealed', {
    act: 'seal',
    role: context.actor.role,
    name: context.actor.name,
    reason: name,
  });
  recheckLater(context, year);
  const file = path.join(packagesFolder(context.folder), name);
  // A crash, or a database put back from before a package was sealed, may have left another file of that number.
  if (existsSync(file)) renameSync(file, `${file}.${created.replace(/[-:]/g, '')}.old`);
  putInPlace(built.temporary, file);
  return { path: file, name, sha256, size };
}

/** Packages that a crash left unnamed. */
export function sweepPackages(folder: string): void {
  const packages = packagesFolder(folder);
  if (!existsSync(packages)) return;
  for (const name of readdirSync(packages))
    if (name.endsWith('.part')) rmSync(path.join(packages, name), { force: true });
}
