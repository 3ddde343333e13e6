import { comparableName, isNearName } from '#shared/codes/names.ts';
import { bodyOf, isCreditCodeForm, isCreditCodeSound, suggestCreditCode } from '#shared/codes/credit-code.ts';
import { countyNames } from '#shared/codes/areas.ts';
import { isOrganisationCodeForm, isOrganisationCodeSound } from '#shared/codes/organisation-code.ts';
import type { Identity } from '#shared/intake/staged.ts';
import type { ReadableStore } from '../../store/open.ts';
import { countyOf } from '../../store/settings.ts';
import { formerNames, unitAt, unitByCode, unitsByName } from '../../store/units.ts';
import { directoryNames } from '../directory-names.ts';
import { statedArea } from './elsewhere.ts';

/** What rows of one unit have in common; null where nothing says whose a row is. */
export function identityKey(identity: Identity): string | null {
  const { key, creditCode, organisationCode, name } = identity;
  return key ?? creditCode ?? organisationCode ?? name ?? null;
}

/** Whether a row under the code of a unit names another: not its name now or once, nor nearly its name. */
export function isOtherName(
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

/** The unit of the directory that a row's codes are of; a name alone is no code. */
export function unitByCodes(store: ReadableStore, identity: Identity, year: number): string | undefined {
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

/** Another unit than the one found first, that a code of the row is of: a workbook of one filled in by another. */
export function otherUnitByCode(
  store: ReadableStore,
  { creditCode, organisationCode }: Identity,
  year: number,
  first: string,
): string | undefined {
  return [creditCode, organisationCode]
    .map((code) => (code === undefined ? undefined : unitByCode(store, code, year)))
    .find((found) => found !== undefined && found !== first);
}

/** The unit that a row whose codes the directory lacks may mean: by a code that was misread, or by its name. */
export function suggestedUnit(store: ReadableStore, identity: Identity, year: number): string | undefined {
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
  if (same.length === 1) return same[0];
  const names = directoryNames(store, year);
  return [name, ...inOtherTimes(store, name)]
    .map((each) => names.nearly('', each))
    .find((found) => found !== undefined);
}

/** A name with what the county is called, or was once, as it was under its other names: 九台市酒厂 of 九台区酒厂. */
function inOtherTimes(store: ReadableStore, name: string): readonly string[] {
  const county = countyOf(store);
  if (county === null) return [];
  const names = countyNames(county.code);
  const said = names.find((each) => name.includes(each));
  if (said === undefined) return [];
  return names.filter((each) => each !== said).map((each) => name.replace(said, each));
}

/** Digits of a number that a spreadsheet keeps. */
const digitsKept = 15;

/**
 * The unit of a row whose code became a number: the one that has its name, where the digits that are left are those of its
 * code. Fewer digits than a spreadsheet keeps prove nothing.
 */
export function unitByLostCode(store: ReadableStore, identity: Identity, year: number): string | undefined {
  const { lostCode, creditCode, organisationCode, name } = identity;
  if (lostCode === undefined || (creditCode ?? organisationCode) !== undefined || name === undefined)
    return undefined;
  const [mantissa = ''] = lostCode.normalize('NFKC').trim().split(/e/i);
  const left = mantissa.replace('.', '').slice(0, digitsKept);
  const named = unitsByName(store, name, year);
  const [unit] = named;
  if (unit === undefined || named.length > 1 || left.length < digitsKept) return undefined;
  const code = unitAt(store, unit, year)?.facts.creditCode ?? '';
  return /^\d{18}$/.test(code) && code.startsWith(left) ? unit : undefined;
}

/** A new unit is added unasked under a code whose check character is right; any other may be misread. */
export function isSound({ creditCode, organisationCode }: Identity): boolean {
  if (creditCode !== undefined) return isCreditCodeSound(creditCode);
  return organisationCode !== undefined && isOrganisationCodeSound(organisationCode);
}

/** A unit can be added once it has a name and a code of the right form. */
export function factsToAdd(identity: Identity, year: number): Readonly<Record<string, string>> | null {
  const area = statedArea(identity.area, year);
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
    ...(area === null ? {} : { area }),
  };
}
