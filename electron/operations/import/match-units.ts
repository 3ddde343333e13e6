import { comparableName, isNearName } from '#shared/codes/names.ts';
import { bodyOf, isCreditCodeForm, isCreditCodeSound, suggestCreditCode } from '#shared/codes/credit-code.ts';
import { isOrganisationCodeForm, isOrganisationCodeSound } from '#shared/codes/organisation-code.ts';
import type { Choice, FilingHead, Identity, Notice, Question, QuestionKind } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { formerNames, unitAt, unitByCode, unitsByName } from '../../store/units.ts';
import { directoryNames } from '../directory-names.ts';
import type { ReadFiling } from './staged-lines.ts';

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

interface Decision {
  readonly unit: string | null;
  readonly skipped: boolean;
  readonly adds: Readonly<Record<string, string>> | null;
  readonly question: Question | null;
  readonly notice?: Notice;
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
): MatchedFile {
  const decisions = new Map<string, Decision>();
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const filings = read.map((filing): BatchFiling => {
    const identity = identityKey(filing.identity) ?? filing.id;
    let decision = decisions.get(identity);
    if (decision === undefined) {
      decision = decide(store, filing, matching);
      decisions.set(identity, decision);
      if (decision.question !== null) questions.push(decision.question);
      if (decision.notice !== undefined) notices.push(decision.notice);
    }
    return {
      ...filing,
      unit: decision.unit,
      skipped: decision.skipped,
      adds: decision.adds,
      question: decision.question?.id ?? null,
    };
  });
  const isRegister = (filing: FilingHead): boolean => edition.table(filing.table)?.kind === 'floating';
  const twice = settleTwice(filings, store, matching, isRegister);
  return {
    filings: twice.filings,
    questions: [...questions, ...twice.questions],
    notices: [...notices, ...twice.notices],
  };
}

function identityKey(identity: Identity): string | null {
  const { key, creditCode, organisationCode, name } = identity;
  return key ?? creditCode ?? organisationCode ?? name ?? null;
}

/** The questions about whose row it is; the first one where its code is known, the others where it is not. */
const unitQuestions = ['unit-disagrees', 'unit-unknown', 'unit-suggested', 'unit-missing'] as const;

function decide(store: ReadableStore, filing: FilingHead, matching: Matching): Decision {
  const { identity } = filing;
  const certain = { skipped: false, adds: null, question: null };
  const exact = byCodes(store, identity, matching.year);
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
  const suggested = suggestion(store, identity, matching.year);
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

/** Whether a row under the code of a unit names another: not its name now or once, nor nearly its name. */
function isOtherName(
  store: ReadableStore,
  unit: string,
  now: string | undefined,
  { key, name }: Identity,
): boolean {
  // The app's own workbook was made for the unit.
  if (key !== undefined || name === undefined || now === undefined || name === now) return false;
  if (isNearName(name, now)) return false;
  return !formerNames(store, unit, now).some((former) => isNearName(name, former));
}

function byCodes(store: ReadableStore, identity: Identity, year: number): string | undefined {
  for (const code of [identity.key, identity.creditCode, identity.organisationCode]) {
    const found = code === undefined || code === '' ? undefined : unitByCode(store, code, year);
    if (found !== undefined) return found;
  }
  // The same organisation code inside another credit code, under the same name: the unit itself.
  const body =
    identity.creditCode !== undefined && isCreditCodeForm(identity.creditCode)
      ? unitByCode(store, bodyOf(identity.creditCode), year)
      : undefined;
  if (body === undefined || identity.name === undefined) return undefined;
  return unitsByName(store, identity.name, year).includes(body) ? body : undefined;
}

function suggestion(store: ReadableStore, identity: Identity, year: number): string | undefined {
  const { creditCode, name } = identity;
  if (creditCode !== undefined) {
    const readable = suggestCreditCode(creditCode);
    const known = readable === undefined ? undefined : unitByCode(store, readable, year);
    if (known !== undefined) return known;
    const body = creditCode.length === 18 ? unitByCode(store, bodyOf(creditCode), year) : undefined;
    if (body !== undefined) return body;
  }
  if (name === undefined || comparableName(name) === '') return undefined;
  const same = unitsByName(store, name, year);
  return same.length === 1 ? same[0] : directoryNames(store, year).nearly('', name);
}

/** A new unit is added unasked under a code whose check character is right; any other may be misread. */
function isSound({ creditCode, organisationCode }: Identity): boolean {
  if (creditCode !== undefined) return isCreditCodeSound(creditCode);
  return organisationCode !== undefined && isOrganisationCodeSound(organisationCode);
}

/** A unit can be added once it has a name and a code of the right form. */
function factsToAdd(identity: Identity): Readonly<Record<string, string>> | null {
  const { creditCode, name } = identity;
  const withCredit = creditCode !== undefined && isCreditCodeForm(creditCode);
  const organisationCode = identity.organisationCode ?? (withCredit ? bodyOf(creditCode) : undefined);
  const withOrganisation = organisationCode !== undefined && isOrganisationCodeForm(organisationCode);
  if (name === undefined || name === '' || (!withCredit && !withOrganisation)) return null;
  return {
    id: withCredit ? creditCode : (organisationCode ?? ''),
    name,
    ...(withCredit ? { creditCode } : {}),
    ...(withOrganisation ? { organisationCode } : {}),
    ...(identity.area === undefined ? {} : { area: identity.area }),
  };
}

/** One unit twice with the same numbers is taken once, and said; with other numbers it is asked. */
function settleTwice(
  filings: readonly BatchFiling[],
  store: ReadableStore,
  matching: Matching,
  isRegister: (filing: FilingHead) => boolean,
): MatchedFile {
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const settled = new Map(filings.map((filing) => [filing.id, filing]));
  const groups = Map.groupBy(
    filings.filter((filing) => filing.unit !== null && !filing.skipped),
    // A unit has many rows in a register; only the very same row there twice is one too many.
    (filing) =>
      `${filing.table}/${filing.unit ?? ''}${isRegister(filing) ? `/${filing.parent ?? ''}/${contentOf(filing)}` : ''}`,
  );
  for (const group of groups.values()) {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) continue;
    const name =
      first.identity.name ?? unitAt(store, first.unit ?? '', matching.year)?.facts.name ?? first.unit ?? '';
    const content = contentOf(first);
    const others: BatchFiling[] = [];
    for (const same of rest) {
      if (contentOf(same) !== content) {
        others.push(same);
        continue;
      }
      settled.set(same.id, { ...same, skipped: true });
      notices.push({
        kind: 'row-same-twice',
        class: 'D',
        sheet: same.sheet,
        cell: `A${same.row + 1}`,
        details: { name },
      });
    }
    const second = others[0];
    if (second === undefined) continue;
    const id = `${matching.prefix}:${first.sheet}!${first.row + 1}/unit-twice`;
    const candidates = [first, ...others];
    const choiceOf = (filing: BatchFiling): string =>
      filing.sheet === first.sheet ? `row:${filing.row + 1}` : `row:${filing.sheet}!${filing.row + 1}`;
    const chosen = matching.answers[id];
    const kept = candidates.find((filing) => choiceOf(filing) === chosen);
    if (kept !== undefined || chosen === 'skip') {
      for (const filing of candidates)
        if (filing !== kept) settled.set(filing.id, { ...filing, skipped: true });
      continue;
    }
    for (const filing of candidates) settled.set(filing.id, { ...filing, question: id });
    questions.push({
      id,
      kind: 'unit-twice',
      sheet: first.sheet,
      cell: `A${first.row + 1}`,
      return: first.return,
      filing: first.id,
      details: {
        name,
        first: String(first.row + 1),
        second: second.sheet === first.sheet ? String(second.row + 1) : `${second.sheet}!${second.row + 1}`,
      },
      choices: [...candidates.map((filing) => ({ code: choiceOf(filing) })), { code: 'skip' }],
      group: id,
    });
  }
  return { filings: filings.map((filing) => settled.get(filing.id) ?? filing), questions, notices };
}

function contentOf(filing: BatchFiling): string {
  return JSON.stringify(
    filing
      .cells()
      .filter((cell) => cell.value !== undefined || cell.question !== undefined)
      .map((cell) => [cell.key, cell.value ?? cell.raw])
      .sort(),
  );
}
