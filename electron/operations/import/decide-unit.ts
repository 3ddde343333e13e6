import { isCreditCodeSound, suggestCreditCode } from '#shared/codes/credit-code.ts';
import { comparableName } from '#shared/codes/names.ts';
import type { Choice, FilingHead, Identity } from '#shared/intake/staged.ts';
import type { ReadableStore } from '../../store/open.ts';
import { rounds } from '../../store/rounds.ts';
import { countyAt, type County } from '../../store/settings.ts';
import { unitAt, unitByCode, unitsByName } from '../../store/units.ts';
import { elsewhereOf } from './elsewhere.ts';
import {
  factsToAdd,
  identityKey,
  isOtherName,
  isSound,
  otherUnitByCode,
  suggestedUnit,
  unitByCodes,
  unitByLostCode,
} from './find-unit.ts';
import type { Matching } from './match-units.ts';
import { certain, leftOut, UnitRow, type Decision } from './unit-row.ts';

type Facts = Readonly<Record<string, string>>;

/** Asked of a row whose code is a unit's, and of one whose codes the directory lacks. */
const ofKnown = ['unit-disagrees', 'unit-renamed'] as const;
const ofUnknown = [
  'unit-unknown',
  'unit-elsewhere',
  'unit-suggested',
  'unit-namesake',
  'unit-missing',
] as const;

/** Decides row by row whose a row is: once for a unit, however many rows it has in a file. */
export class UnitDecider {
  readonly #store: ReadableStore;
  readonly #matching: Matching;
  readonly #county: County | null;
  readonly #decided = new Map<string, Decision>();
  /** New units of the file by name: two codes under one name are never taken for one unit, nor for two. */
  readonly #added = new Map<string, Facts>();

  constructor(store: ReadableStore, matching: Matching) {
    this.#store = store;
    this.#matching = matching;
    this.#county = countyAt(store, matching.year);
  }

  /** The decision, and whether it is made here for the first time. */
  decide(filing: FilingHead): { readonly decision: Decision; readonly isNew: boolean } {
    const { identity, total } = filing;
    if (total !== undefined && this.#isNobody(total.details['label'] ?? '')) {
      const isLeftOut = this.#matching.answers[total.id] === 'skip';
      return { decision: isLeftOut ? leftOut : { ...certain, unit: null, question: total }, isNew: true };
    }
    const exact = unitByCodes(this.#store, identity, this.#matching.year);
    const other = exact === undefined ? undefined : this.#otherOf(identity, exact);
    const about =
      exact === undefined
        ? (identityKey(identity) ?? filing.id)
        : `=${exact}|${other ?? ''}|${identity.name ?? ''}`;
    const known = this.#decided.get(about);
    if (known !== undefined) return { decision: known, isNew: false };
    const row = new UnitRow(filing, this.#matching);
    const decision = exact === undefined ? this.#unknown(row) : this.#known(row, exact, other);
    this.#decided.set(about, decision);
    return { decision, isNew: true };
  }

  /** Whether what a row calls itself is not a name of the directory, nor nearly one. */
  #isNobody(label: string): boolean {
    const { year } = this.#matching;
    return (
      unitsByName(this.#store, label, year).length === 0 &&
      suggestedUnit(this.#store, { name: label }, year) === undefined
    );
  }

  #otherOf(identity: Identity, exact: string): string | undefined {
    const other = otherUnitByCode(this.#store, identity, this.#matching.year, exact);
    // A place without a code of its own is filed under that of its operator.
    return other === this.#factsOf(exact)['operator'] ? undefined : other;
  }

  #factsOf(unit: string): Facts {
    return unitAt(this.#store, unit, this.#matching.year)?.facts ?? {};
  }

  /** A row whose code the directory has: that unit's, unless the row names another. */
  #known(row: UnitRow, exact: string, other: string | undefined): Decision {
    const { identity } = row.filing;
    // One that has come to be known since it was asked is not added again.
    const answer = row.answer(ofKnown);
    if (answer === 'skip' || row.answer(ofUnknown) === 'skip') return leftOut;
    const chosen = this.#matched(answer);
    if (chosen !== undefined) return { ...certain, unit: chosen };
    const now = this.#factsOf(exact)['name'];
    const isOther = isOtherName(this.#store, exact, now, identity);
    const named = isOther ? unitsByName(this.#store, identity.name ?? '', this.#matching.year) : [];
    const owner = other ?? (named.length === 1 ? named[0] : undefined);
    if (owner !== undefined) {
      const name = this.#factsOf(owner)['name'] ?? owner;
      return row.ask(
        'unit-disagrees',
        [
          { code: `match:${exact}`, details: { name: now ?? exact } },
          { code: `match:${owner}`, details: { name } },
          { code: 'skip' },
        ],
        { owner: now ?? exact, other: name },
      );
    }
    if (!isOther) return { ...certain, unit: exact };
    if (answer === 'rename' && this.#isDirectoryOpen())
      return { ...certain, unit: exact, states: { name: identity.name ?? '' } };
    if (answer === 'keep') return { ...certain, unit: exact };
    const rename = this.#isDirectoryOpen() ? [{ code: 'rename' }] : [];
    return row.ask('unit-renamed', [...rename, { code: 'keep' }, { code: 'skip' }], { known: now ?? exact });
  }

  /** A later year that is frozen would see a new name. */
  #isDirectoryOpen(): boolean {
    return rounds(this.#store).every(({ year, state }) => year <= this.#matching.year || state === 'open');
  }

  #matched(answer: string | undefined): string | undefined {
    return answer?.startsWith('match:') === true
      ? unitByCode(this.#store, answer.slice('match:'.length), this.#matching.year)
      : undefined;
  }

  /** A row whose codes the directory lacks: as it was answered, or asked, or of a new unit where new ones are wanted. */
  #unknown(row: UnitRow): Decision {
    const { identity } = row.filing;
    const answer = row.answer(ofUnknown);
    if (answer === 'skip') return leftOut;
    const matched = this.#matched(answer);
    if (matched !== undefined) return { ...certain, unit: matched, ...this.#learnt(identity, matched) };
    const pending = answer?.startsWith('match:') === true ? this.#pending(answer) : undefined;
    if (pending !== undefined) return { ...certain, unit: pending['id'] ?? null, adds: pending };
    const adds = factsToAdd(identity, this.#matching.year);
    if (answer === 'add' && adds !== null) return this.#add(adds);
    // The code as it was probably meant: its check character is right then.
    const readable =
      identity.creditCode === undefined || isCreditCodeSound(identity.creditCode)
        ? undefined
        : suggestCreditCode(identity.creditCode);
    const asRead =
      readable === undefined ? null : factsToAdd({ ...identity, creditCode: readable }, this.#matching.year);
    if (asRead !== null && answer === `add:${readable ?? ''}`) return this.#add(asRead);
    const others: Choice[] = [
      ...(asRead === null ? [] : [{ code: `add:${readable ?? ''}` }]),
      ...(adds === null ? [] : [{ code: 'add' }]),
      { code: 'skip' },
    ];
    const left = unitByLostCode(this.#store, identity, this.#matching.year);
    if (left !== undefined) return row.knownBy(left, this.#factsOf(left)['creditCode'] ?? left);
    const suggested = suggestedUnit(this.#store, identity, this.#matching.year);
    if (suggested !== undefined) {
      const facts = this.#factsOf(suggested);
      const name = facts['name'] ?? suggested;
      return row.ask('unit-suggested', [{ code: `match:${suggested}`, details: { name } }, ...others], {
        suggested: name,
        suggestedCode: facts['creditCode'] ?? suggested,
      });
    }
    if (identityKey(identity) === null) return row.ask('unit-missing', [{ code: 'skip' }]);
    const elsewhere = this.#county === null ? null : elsewhereOf(identity, this.#county, this.#matching.year);
    if (elsewhere !== null) return row.setAside('unit-elsewhere', others, { ...elsewhere });
    const namesake = this.#added.get(comparableName(identity.name ?? ''));
    if (namesake !== undefined && adds !== null) {
      const match = {
        code: `match:${namesake['id'] ?? ''}`,
        details: { name: `${namesake['name'] ?? ''} ${namesake['id'] ?? ''}` },
      };
      return row.ask('unit-namesake', [match, ...others], { other: namesake['id'] ?? '' });
    }
    if (this.#matching.newUnits === 'add' && adds !== null && isSound(identity)) return this.#add(adds);
    const isNamed = identity.name !== undefined;
    return row.ask('unit-unknown', others, {
      ...(adds === null && isNamed ? { unfit: 'yes' } : {}),
      ...(adds === null || isSound(identity) ? {} : { unsound: 'yes' }),
    });
  }

  /** The unit that the file itself adds and that an answer chose. */
  #pending(answer: string): Facts | undefined {
    return [...this.#added.values()].find((facts) => answer === `match:${facts['id'] ?? ''}`);
  }

  #add(facts: Facts): Decision {
    this.#added.set(comparableName(facts['name'] ?? ''), facts);
    return { ...certain, unit: facts['id'] ?? null, adds: facts };
  }

  /** An old code that was said to be a unit's is known from then on: a licence number, or an organisation code. */
  #learnt({ creditCode, organisationCode }: Identity, unit: string): Pick<Decision, 'states'> {
    const old = [creditCode, organisationCode].find((code) => code !== undefined && /^\d{15}$/.test(code));
    if (old !== undefined) return { states: { licence: old } };
    const short = [creditCode, organisationCode].find((code) => code?.length === 9);
    return short === undefined || this.#factsOf(unit)['organisationCode'] !== undefined
      ? {}
      : { states: { organisationCode: short } };
  }
}
