import { comparableName } from '#shared/codes/names.ts';
import { isFilingOf, type Identity, type Notice, type Settled } from '#shared/intake/staged.ts';
import type { UnitDecider } from './decide-unit.ts';
import { identityKey } from './find-unit.ts';
import type { Matching } from './match-units.ts';
import type { ReadFiling, StagedHead } from './staged-lines.ts';
import { UnitRow } from './unit-row.ts';

type Decided = ReturnType<UnitDecider['decide']>;

/**
 * The one unit that a whole file is of, by what its forms, lists and cover say. A form that says nothing of whose it is, such as
 * the second sheet of a return, is that unit's; a row of a list never is.
 */
export class FileOwner {
  readonly #matching: Matching;
  readonly #tables: StagedHead['tables'];
  readonly #identity: Identity | null;

  constructor(
    read: readonly ReadFiling[],
    { tables, covers }: Pick<StagedHead, 'tables' | 'covers'>,
    matching: Matching,
  ) {
    this.#matching = matching;
    this.#tables = tables;
    this.#identity = theOnly([...read.map(({ identity }) => identity), ...covers]);
  }

  /** Whether a form says nothing of whose it is, and the file is of one unit. */
  isOf(filing: ReadFiling): boolean {
    return (
      this.#identity !== null &&
      isSilent(filing.identity) &&
      this.#tables.some((table) => table.layout !== 'list' && isFilingOf(table, filing))
    );
  }

  /** Takes such a form for that unit's, unless somebody has said that it is another's. */
  decide(filing: ReadFiling, decide: (filing: ReadFiling) => Decided): Decided {
    const row = new UnitRow(filing, this.#matching);
    const answer = row.answer(['unit-missing']);
    const { identity: said, ...rest } = filing;
    const identity = { ...said, ...this.#identity };
    const { decision, isNew } = decide({ ...rest, identity });
    const unit = decision.unit ?? '';
    const choice = { code: `match:${unit}`, details: { name: identity.name ?? unit } };
    if (answer !== undefined && answer !== choice.code) return decide(filing);
    const { question } = row.ask('unit-missing', [choice, { code: 'skip' }]);
    if (question === null || unit === '' || decision.question !== null) return { decision, isNew };
    const taken = { question, choice };
    if (isNew) return { decision: { ...decision, taken }, isNew };
    const { skipped, adds } = decision;
    return { decision: { unit, skipped, adds, question: null, taken }, isNew: true };
  }
}

/** What is said of a form that was taken for the unit of its file. */
export function noticeOfTaken({ question, choice }: Settled): Notice {
  const { sheet, cell } = question;
  return {
    kind: 'unit-of-file',
    class: 'C',
    sheet,
    ...(cell === undefined ? {} : { cell }),
    details: choice.details ?? {},
  };
}

function isSilent(identity: Identity): boolean {
  return identityKey(identity) === null && identity.lostCode === undefined;
}

/** The unit that all of these say; null where two of them may be different ones. */
function theOnly(identities: readonly Identity[]): Identity | null {
  const said = identities.filter((identity) => !isSilent(identity));
  const fullest = said.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
  return fullest !== undefined && said.every((other) => isSame(fullest, other)) ? fullest : null;
}

/** Whether two say the same of something, and no other of anything. */
function isSame(one: Identity, other: Identity): boolean {
  const parts = (['key', 'creditCode', 'organisationCode', 'name'] as const).flatMap((of) => {
    const [a, b] = [one[of], other[of]];
    if (a === undefined || b === undefined) return [];
    return [of === 'name' ? comparableName(a) === comparableName(b) : a === b];
  });
  return parts.length > 0 && parts.every((isEqual) => isEqual);
}
