import type { Notice, Question, Settled } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { UnitDecider } from './decide-unit.ts';
import { identityKey } from './find-unit.ts';
import { settleTwice, type SettledTwice } from './settle-twice.ts';
import { settlePlaces } from './several-places.ts';
import { FileOwner, noticeOfTaken } from './file-owner.ts';
import type { ReadFiling, StagedHead } from './staged-lines.ts';

export interface Matching {
  readonly year: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly newUnits: 'ask' | 'add';
  /** Start of the ids of questions: the start of the file's hash. */
  readonly prefix: string;
}

export interface MatchedFile {
  readonly filings: readonly BatchFiling[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

export interface MatchedUnits extends SettledTwice {
  /** Rows that are left out, which is said, until somebody answers otherwise. */
  readonly assumed: readonly Settled[];
}

/**
 * Finds the unit of each filing of a file: by the hidden key, the credit code, the organisation code; a name alone, or a
 * code with letters that may be misread, is only ever suggested. Then looks for units that are in the file twice.
 */
export function matchUnits(
  store: ReadableStore,
  read: readonly ReadFiling[],
  matching: Matching,
  edition: LoadedEdition,
  { tables, covers }: Pick<StagedHead, 'tables' | 'covers'>,
): MatchedUnits {
  const decider = new UnitDecider(store, matching);
  const [questions, assumed, notices]: [Question[], Settled[], Notice[]] = [[], [], []];
  const areas = areasOf(read);
  const decide = (filing: ReadFiling): ReturnType<UnitDecider['decide']> => {
    const area = filing.identity.area ?? areas.get(identityKey(filing.identity) ?? '');
    return decider.decide(
      area === undefined ? filing : { ...filing, identity: { ...filing.identity, area } },
    );
  };
  const owner = new FileOwner(read, { tables, covers }, matching);
  // The forms that say nothing of whose they are come last: whom the others are of is known then.
  const own = new Map(
    read.flatMap((filing) => (owner.isOf(filing) ? [] : [[filing, decide(filing)] as const])),
  );
  const decided = read.map((filing) => ({
    filing,
    ...(own.get(filing) ?? owner.decide(filing, decide)),
  }));
  // Of a file that would be left out whole somebody has to know.
  const isNothing = decided.every(({ decision }) => decision.setAside !== undefined);
  const filings = decided.map(({ filing, decision, isNew }): BatchFiling => {
    const { unit, adds, states, notice } = decision;
    const question = decision.question ?? (isNothing ? (decision.setAside ?? null) : null);
    const skipped = decision.skipped && question === null;
    if (isNew && question !== null) questions.push(question);
    else if (isNew) {
      if (decision.setAside !== undefined)
        assumed.push({ question: decision.setAside, choice: { code: 'skip' } });
      if (decision.taken !== undefined) {
        assumed.push(decision.taken);
        notices.push(noticeOfTaken(decision.taken));
      }
      if (notice !== undefined) notices.push(notice);
    }
    return {
      ...filing,
      unit,
      skipped,
      adds,
      ...(states === undefined ? {} : { states }),
      question: question?.id ?? null,
    };
  });
  const placed = settlePlaces(filings, store, matching, edition);
  const twice = settleTwice(placed.filings, store, { ...matching, tables }, edition);
  return {
    ...twice,
    questions: [...questions, ...placed.questions, ...twice.questions],
    notices: [...notices, ...twice.notices],
    assumed,
  };
}

/** What one sheet of a file says of where a unit is holds for its others. */
function areasOf(read: readonly ReadFiling[]): ReadonlyMap<string, string> {
  const areas = new Map<string, string>();
  for (const { identity } of read) {
    const about = identityKey(identity);
    if (about !== null && identity.area !== undefined) areas.set(about, identity.area);
  }
  return areas;
}
