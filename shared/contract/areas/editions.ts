import { z } from 'zod';
import { differenceKinds, differenceSubjects } from '../../values/differences.ts';
import { roundStates } from '../../values/states.ts';
import { fileToken, inYear, madeFile, reads, returnCode, runs, unitId, year } from '../operation.ts';

const wording = z.strictObject({ zh: z.string(), en: z.string() });
const kind = z.enum(['program', 'edition', 'supplement', 'targets', 'layered']);
const signer = z.strictObject({ subject: z.string(), fingerprint: z.string(), demonstration: z.boolean() });
const difference = z.strictObject({
  kind: z.enum(differenceKinds),
  subject: z.enum(differenceSubjects),
  place: z.string(),
  name: wording,
  was: wording.nullable(),
  parts: z.array(z.string()),
});
const differenceCounts = z.strictObject({
  added: z.int(),
  dropped: z.int(),
  renamed: z.int(),
  changed: z.int(),
});
/** A hash, or the beginning of one, or a name: the newest of that name. */
const editionName = z.string().min(1).max(80);
const startedYear = z.strictObject({
  year,
  state: z.enum(roundStates),
  /** Whether it is under this very edition already. */
  current: z.boolean(),
});

const consequences = z.strictObject({
  year,
  from: z.strictObject({ name: z.string(), sha256: z.string() }),
  to: z.strictObject({ name: z.string(), sha256: z.string() }),
  counts: differenceCounts,
  /** At most 500. */
  differences: z.array(difference),
  /** Accepted filings that go back to draft because a rule newly fails: at most 500. */
  recheck: z.array(
    z.strictObject({ unit: unitId, name: z.string(), return: returnCode, rules: z.array(z.string()) }),
  ),
  recheckTotal: z.int(),
  /** Fields that are dropped although filings have values in them: the values are kept, and no longer shown or counted. */
  kept: z.array(z.strictObject({ place: z.string(), name: wording, filings: z.int() })),
  /** Filings that units newly owe. */
  due: z.int(),
  /** Filings of returns that are dropped: those with data become exempt, the others are taken away. */
  dropped: z.int(),
});

export const editionOperations = {
  /** Reads a file strictly and says what it would change; nothing is kept. */
  'edition.check': runs(
    z.strictObject({ file: fileToken, trust: fileToken.optional(), ...inYear }),
    z.strictObject({
      name: z.string(),
      kind: z.enum(['edition', 'supplement', 'targets']),
      title: wording,
      from: z.int(),
      to: z.int(),
      county: z.string().nullable(),
      sha256: z.string(),
      created: z.string(),
      signer,
      validUntil: z.string().nullable(),
      /** For loading the very same files: tokens are good once. */
      again: z.strictObject({ file: fileToken, trust: fileToken.nullable() }),
      /** Whether the very same was loaded before. */
      known: z.boolean(),
      /** What it is compared with: the edition of the year. */
      against: z.strictObject({ name: z.string(), title: wording, year: year.nullable() }),
      counts: differenceCounts,
      differences: z.array(difference),
      /** The started years in which it holds. */
      years: z.array(startedYear),
    }),
  ),
  /** Keeps an edition file; years that are started from now on are under the newest that holds in them. */
  'edition.load': runs(
    z.strictObject({ file: fileToken, trust: fileToken.optional() }),
    z.strictObject({ name: z.string(), kind, sha256: z.string(), years: z.array(startedYear) }),
  ),
  'edition.list': reads(
    z.strictObject({}),
    z.strictObject({
      editions: z.array(
        z.strictObject({
          sha256: z.string(),
          name: z.string(),
          kind,
          title: wording,
          from: z.int(),
          to: z.int(),
          county: z.string().nullable(),
          file: z.string().nullable(),
          signer: signer.nullable(),
          loaded: z.string(),
          who: z.string(),
          /** Years that are under it, by itself or with others over it. */
          years: z.array(year),
        }),
      ),
      years: z.array(z.strictObject({ year, state: z.enum(roundStates) })),
    }),
  ),
  /** What moving a year to an edition would do; nothing is changed. */
  'edition.preview': runs(z.strictObject({ ...inYear, edition: editionName }), consequences),
  /** Moves a running year to an edition, or lays a supplement or targets over the year's own. */
  'edition.use': runs(
    z.strictObject({ ...inYear, edition: editionName, reason: z.string().trim().min(2).max(200) }),
    consequences,
  ),
  /** Makes a signed edition file of a folder of JSON, with the workspace's key. */
  'edition.pack': runs(
    z.strictObject({ folder: fileToken, passphrase: z.string().max(200) }),
    z.strictObject({ file: madeFile, name: z.string(), kind: z.enum(['edition', 'supplement', 'targets']) }),
  ),
};
export type EditionCheck = z.output<(typeof editionOperations)['edition.check']['output']>;
export type Consequences = z.output<typeof consequences>;
