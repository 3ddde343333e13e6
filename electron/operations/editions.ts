import type { Output } from '#shared/contract/contract.ts';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import { exampleFaults } from '#shared/checking/examples.ts';
import { differencesOf } from '#shared/returns/differences.ts';
import { loadEdition, type LoadedEdition } from '#shared/returns/edition.ts';
import { readLayer } from '#shared/returns/layers.ts';
import { loadedEdition } from '../edition.ts';
import { editions, keepEdition, keptEdition, packedBody } from '../store/editions.ts';
import type { ReadableStore } from '../store/open.ts';
import { round, rounds } from '../store/rounds.ts';
import { countyAt, setSetting, setting } from '../store/settings.ts';
import { canonicalBytes, sha256 } from '../sync/canonical.ts';
import type { EditionFile } from '../sync/edition-file.ts';
import { kindOf } from '../sync/edition-kinds.ts';
import type { SentEdition } from '../threads/file-worker.ts';
import type { ExportContext, ReadContext, WriteContext } from './context.ts';
import { readEditionFolder } from './edition-folder.ts';
import { consequencesOf, countsOf, listed, useEdition } from './edition-use.ts';
import { keepMade, type KeptFile } from './made.ts';
import { assertSameScale } from './same-scale.ts';
import { yearOf } from './year.ts';
import { assembled, editionAt, faulty, layersOf, partsAt } from './year-edition.ts';

export const editionReads = { 'edition.list': list };
/** Steps of the operations in `edition-runs.ts`. */
export const editionReaderSteps = {
  'editions/name': (context: ReadContext): string => context.edition.edition.name,
  'editions/sent': sent,
  'editions/all': allSent,
  'editions/trust': (context: ReadContext): readonly string[] => rememberedTrust(context.store),
  'editions/year': (context: ReadContext, input: { readonly year: number | undefined }): number =>
    yearOf(context, input),
};
export const editionExporterSteps = {
  'editions/check': check,
  'editions/preview': (context: ExportContext, input: { readonly year: number; readonly edition: string }) =>
    consequencesOf(context, input),
  'editions/pack': pack,
};
export const editionWriterSteps = { 'editions/keep': keep, 'editions/use': useEdition };

const trustKey = 'edition.trust';

/** Root certificates that an edition was loaded by before: the person checked their fingerprints then. */
function rememberedTrust(store: ReadableStore): readonly string[] {
  const kept = setting(store, trustKey);
  return kept === null ? [] : (JSON.parse(kept) as string[]);
}

/** The year's edition for a thread without a database; null for the program's own. */
function sent(context: ReadContext, input: { readonly year: number }): SentEdition | null {
  if (context.edition === loadedEdition()) return null;
  const hash = round(context.store, input.year)?.edition ?? '';
  const body = packedBody(context.store, hash);
  return body === undefined ? null : { sha256: hash, body };
}

/** Every edition that a package may have been made by. */
function allSent(context: ReadContext): readonly SentEdition[] {
  return editions(context.store)
    .filter(({ kind }) => kind === 'program' || kind === 'edition' || kind === 'layered')
    .flatMap(({ sha256: hash }) => {
      const body = packedBody(context.store, hash);
      return body === undefined ? [] : [{ sha256: hash, body }];
    });
}

/** A file that was opened and whose signer is trusted: what it carries is still to be read. */
export interface OpenedEdition extends EditionFile {
  readonly file: string;
}

/** What the file makes of an edition: itself, or the year's with it laid over. Refuses what is not sound, with the place. */
function soundOver(
  opened: OpenedEdition,
  base: () => LoadedEdition,
): { readonly edition: LoadedEdition; readonly content: SoundContent } {
  if (opened.kind === 'edition') {
    const result = loadEdition(opened.content);
    if ('faults' in result) throw faulty(opened.file, result.faults);
    const { edition } = result;
    return { edition, content: { ...edition.edition, county: null } };
  }
  const read = readLayer(opened.content);
  if ('faults' in read) throw faulty(opened.file, read.faults);
  return { edition: assembled(base(), [read.layer], opened.file), content: read.layer };
}

interface SoundContent {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly years: { readonly from: number; readonly to: number };
  readonly county: string | null;
}

/** What is kept and hashed: what the schema made of the file, defaults filled in. */
function contentOf(opened: OpenedEdition, edition: LoadedEdition, content: SoundContent): unknown {
  return opened.kind === 'edition' ? edition.edition : content;
}

/** The edition that a layer is laid over: the year's own, without an older version of that layer. */
function baseFor(store: ReadableStore, year: number, opened: OpenedEdition): LoadedEdition {
  const { base, layers } = partsAt(store, year);
  const others = layers.filter((hash) => {
    const layer = keptEdition(store, hash);
    return layer?.kind !== opened.kind || (opened.kind === 'supplement' && layer.name !== opened.name);
  });
  return assembled(base, layersOf(store, others), opened.file);
}

/** What is for one county must name it by the code that it has in one of the years: codes change (九台市 220181 → 220113). */
function assertCounty(store: ReadableStore, { county, name, years }: SoundContent): void {
  for (let year = years.from; year <= years.to; year++) if (isFor(store, year, { county })) return;
  throw new Problem('edition.county', { name, county: county ?? '' });
}

function isFor(store: ReadableStore, year: number, { county }: Pick<SoundContent, 'county'>): boolean {
  return county === null || countyAt(store, year)?.code === county;
}

function startedYears(
  store: ReadableStore,
  content: SoundContent,
  hash: string,
): Output<'edition.load'>['years'] {
  const { from, to } = content.years;
  return rounds(store)
    .filter(({ year }) => from <= year && year <= to && isFor(store, year, content))
    .map(({ year, state, edition }) => ({
      year,
      state,
      current: edition === hash || (keptEdition(store, edition)?.layers.includes(hash) ?? false),
    }));
}

function check(
  context: ExportContext,
  input: { readonly opened: OpenedEdition; readonly year: number | undefined },
): Omit<Output<'edition.check'>, 'again'> {
  const { store } = context;
  const { opened } = input;
  const year = yearOf(context, input);
  const { edition, content } = soundOver(opened, () => baseFor(store, year, opened));
  assertCounty(store, content);
  const current = editionAt(store, year);
  // Laid over the new edition too, so that what the county added does not show as dropped.
  const { layers } = partsAt(store, year);
  const after =
    opened.kind === 'edition' ? assembled(edition, layersOf(store, layers), opened.file) : edition;
  assertSameScale(store, after, content.name);
  const hash = sha256(canonicalBytes(contentOf(opened, edition, content)));
  const differences = differencesOf(current.edition, after.edition);
  return {
    name: content.name,
    kind: opened.kind,
    title: content.title,
    from: content.years.from,
    to: content.years.to,
    county: content.county,
    sha256: hash,
    created: opened.created,
    signer: { ...opened.signer },
    validUntil: opened.kind === 'edition' ? edition.edition.header.validUntil : null,
    known: keptEdition(store, hash) !== undefined,
    against: { name: current.edition.name, title: current.edition.title, year },
    counts: countsOf(differences),
    differences: listed(differences),
    years: startedYears(store, content, hash),
  };
}

/** Keeps what was opened, whole and sound or not at all, and remembers the root that the person chose for it. */
function keep(
  context: WriteContext,
  input: { readonly opened: OpenedEdition; readonly trust: readonly string[] },
): Output<'edition.load'> {
  const { store, now, actor } = context;
  const { opened, trust } = input;
  const newest = rounds(store).at(-1)?.year ?? 0;
  const { edition, content } = soundOver(opened, () => baseFor(store, newest, opened));
  assertCounty(store, content);
  assertSameScale(store, edition, content.name);
  const kept = contentOf(opened, edition, content);
  const hash = sha256(canonicalBytes(kept));
  const { title, county, name } = content;
  keepEdition(
    store,
    {
      sha256: hash,
      kind: opened.kind,
      name,
      about: {
        title,
        from: content.years.from,
        to: content.years.to,
        county,
        file: opened.file,
        signer: opened.signer,
      },
      base: null,
      layers: [],
      loaded: now,
      who: actor.name,
    },
    kept,
  );
  if (trust.length > 0)
    setSetting(store, trustKey, JSON.stringify([...new Set([...rememberedTrust(store), ...trust])]));
  return { name, kind: opened.kind, sha256: hash, years: startedYears(store, content, hash) };
}

function list(context: ReadContext): Output<'edition.list'> {
  const { store } = context;
  const started = rounds(store);
  const all = editions(store);
  const partsOf = (hash: string): readonly string[] => {
    const kept = all.find((item) => item.sha256 === hash);
    return [hash, ...(kept?.base === null || kept === undefined ? [] : [kept.base]), ...(kept?.layers ?? [])];
  };
  return {
    years: started.map(({ year, state }) => ({ year, state })),
    editions: all
      .filter(({ kind }) => kind !== 'layered')
      .map(({ sha256: hash, name, kind, about, loaded, who }) => ({
        sha256: hash,
        name,
        kind,
        title: about.title,
        from: about.from,
        to: about.to,
        county: about.county,
        file: about.file,
        signer: about.signer,
        loaded,
        who,
        years: started.filter(({ edition }) => partsOf(edition).includes(hash)).map(({ year }) => year),
      })),
  };
}

/** What is faulty in a folder is for its author to mend, not for whoever would have sent it. */
function soundToPack<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (!isProblem(error, 'edition.faulty')) throw error;
    const { place, fault, count } = error.details;
    throw new Problem('edition.unsound', { place, fault, count });
  }
}

async function pack(
  context: ExportContext,
  input: { readonly folder: string; readonly passphrase: string },
): Promise<{ readonly made: KeptFile; readonly name: string; readonly kind: EditionFile['kind'] }> {
  const json = readEditionFolder(input.folder);
  const { base } = partsAt(context.store, rounds(context.store).at(-1)?.year ?? 0);
  const opened: OpenedEdition = {
    kind: kindOf(json),
    name: '',
    created: '',
    content: json,
    signer: { subject: '', fingerprint: '', demonstration: false },
    file: input.folder.split(/[/\\]/).at(-1) ?? '',
  };
  const { edition, content } = soundToPack(() => soundOver(opened, () => base));
  const [fault, ...others] = exampleFaults(edition);
  if (fault !== undefined)
    throw new Problem('edition.unsound', {
      place: fault.rule,
      fault: `examples.${fault.expected}`,
      count: 1 + others.length,
    });
  // Loaded when it is needed: few threads ever sign.
  const [{ openSigner }, { packEdition }] = await Promise.all([
    import('../sync/keys.ts'),
    import('../sync/edition-file.ts'),
  ]);
  const signer = await openSigner(context.folder, input.passphrase);
  const bytes = packEdition(
    contentOf(opened, edition, content) as { readonly name: string },
    signer,
    context.now,
  );
  return {
    made: keepMade(context.folder, `${content.name}.nbed`, bytes),
    name: content.name,
    kind: opened.kind,
  };
}
