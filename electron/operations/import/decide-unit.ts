import { isCreditCodeSound, suggestCreditCode } from '#shared/codes/credit-code.ts';
import type { Choice, FilingHead, Notice, Question, QuestionKind } from '#shared/intake/staged.ts';
import type { ReadableStore } from '../../store/open.ts';
import { unitAt, unitByCode, unitsByName } from '../../store/units.ts';
import { factsToAdd, identityKey, isOtherName, isSound, suggestedUnit, unitByCodes } from './find-unit.ts';
import type { Matching } from './match-units.ts';

/** Whose a row is, or the question about it. */
export interface Decision {
  readonly unit: string | null;
  readonly skipped: boolean;
  readonly adds: Readonly<Record<string, string>> | null;
  readonly question: Question | null;
  readonly notice?: Notice;
}

/** The questions about whose row it is; the first one where its code is known, the others where it is not. */
const unitQuestions = ['unit-disagrees', 'unit-unknown', 'unit-suggested', 'unit-missing'] as const;

export function decideUnit(store: ReadableStore, filing: FilingHead, matching: Matching): Decision {
  const { identity } = filing;
  const certain = { skipped: false, adds: null, question: null };
  const exact = unitByCodes(store, identity, matching.year);
  const place = `${filing.sheet}!${filing.row + 1}`;
  const id = (kind: QuestionKind): string => `${matching.prefix}:${place}/${kind}`;
  // A unit that has come to be known since the question was asked is not added again.
  const answer = unitQuestions
    .filter((kind) => (kind === 'unit-disagrees') === (exact !== undefined))
    .map((kind) => matching.answers[id(kind)])
    .find((given) => given !== undefined);
  const adds = factsToAdd(identity);
  const isLeftOut = unitQuestions.some((kind) => matching.answers[id(kind)] === 'skip');
  if (isLeftOut) return { ...certain, unit: null, skipped: true };
  if (answer === 'add' && adds !== null) return { ...certain, unit: adds['id'] ?? null, adds };
  if (answer?.startsWith('match:') === true) {
    const named = unitByCode(store, answer.slice('match:'.length), matching.year);
    if (named !== undefined) return { ...certain, unit: named };
  }
  // The code as it was probably meant: its check character is right then.
  const readable =
    exact !== undefined || identity.creditCode === undefined || isCreditCodeSound(identity.creditCode)
      ? undefined
      : suggestCreditCode(identity.creditCode);
  const asRead = readable === undefined ? null : factsToAdd({ ...identity, creditCode: readable });
  if (asRead !== null && answer === `add:${readable ?? ''}`)
    return { ...certain, unit: asRead['id'] ?? null, adds: asRead };
  const suggested = suggestedUnit(store, identity, matching.year);
  const details = {
    name: identity.name ?? '',
    ...(identity.creditCode === undefined && identity.organisationCode === undefined
      ? {}
      : { code: identity.creditCode ?? identity.organisationCode ?? '' }),
  };
  const ask = (
    kind: QuestionKind,
    choices: readonly Choice[],
    more: Readonly<Record<string, string>> = {},
  ): Decision => ({
    unit: null,
    skipped: false,
    adds: null,
    question: {
      id: id(kind),
      kind,
      sheet: filing.sheet,
      cell: `A${filing.row + 1}`,
      return: filing.return,
      filing: filing.id,
      details: { ...details, ...more },
      choices,
      group: kind,
    },
  });
  if (exact !== undefined) {
    const now = unitAt(store, exact, matching.year)?.facts.name;
    if (!isOtherName(store, exact, now, identity)) return { ...certain, unit: exact };
    const [owner, ...more] = unitsByName(store, identity.name ?? '', matching.year);
    if (owner !== undefined && more.length === 0)
      return ask(
        'unit-disagrees',
        [
          { code: `match:${exact}`, details: { name: now ?? exact } },
          { code: `match:${owner}`, details: { name: identity.name ?? '' } },
          { code: 'skip' },
        ],
        { owner: now ?? exact },
      );
    const renamed: Notice = {
      kind: 'unit-renamed',
      class: 'C',
      sheet: filing.sheet,
      cell: `A${filing.row + 1}`,
      details: { ...details, known: now ?? exact },
    };
    return { ...certain, unit: exact, notice: renamed };
  }
  const others: Choice[] = [
    ...(asRead === null ? [] : [{ code: `add:${readable ?? ''}` }]),
    ...(adds === null ? [] : [{ code: 'add' }]),
    { code: 'skip' },
  ];
  if (suggested !== undefined) {
    const facts = unitAt(store, suggested, matching.year)?.facts;
    const name = facts?.name ?? suggested;
    return ask('unit-suggested', [{ code: `match:${suggested}`, details: { name } }, ...others], {
      suggested: name,
      suggestedCode: facts?.creditCode ?? suggested,
    });
  }
  if (identityKey(identity) === null) return ask('unit-missing', [{ code: 'skip' }]);
  if (matching.newUnits === 'add' && adds !== null && isSound(identity))
    return { ...certain, unit: adds['id'] ?? null, adds };
  return ask('unit-unknown', others);
}
