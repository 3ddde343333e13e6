import { areaOf, countiesAt, isElsewhere, isSameArea } from '#shared/codes/areas.ts';
import { isCreditCodeForm } from '#shared/codes/credit-code.ts';
import type { Identity } from '#shared/intake/staged.ts';
import type { County } from '../../store/settings.ts';

/** Why a unit is taken for another county's, in the words of the question. */
export interface Elsewhere {
  /** The code of its area, and that area's name; without a name outside the province. */
  readonly area: string;
  readonly place: string;
  /** stated: the file says so; registered: its credit code was issued there. */
  readonly by: 'stated' | 'registered';
  /** The county of the workspace. */
  readonly county: string;
}

/**
 * Whether a unit that the directory lacks is another county's: by the area that the file states, else by where its credit
 * code was issued. Null where neither says so. What the file states wins: a unit that moved keeps its code.
 */
export function elsewhereOf(identity: Identity, county: County, year: number): Elsewhere | null {
  const told = (area: string, by: Elsewhere['by']): Elsewhere => ({
    area,
    place: nameOf(area),
    by,
    county: county.name,
  });
  const stated = statedArea(identity.area, year);
  if (stated !== null && isElsewhere(stated, county.code)) return told(stated, 'stated');
  // Of a prefecture or a province the county may be a part.
  if (stated !== null && isSameArea(stated, county.code)) return null;
  const { creditCode } = identity;
  if (creditCode === undefined || !isCreditCodeForm(creditCode)) return null;
  const issued = creditCode.slice(2, 8);
  return /^\d{6}$/.test(issued) && isElsewhere(issued, county.code) ? told(issued, 'registered') : null;
}

/** 220122, 220122 农安县, 220122100000, 农安县 → 220122; null for anything else. */
export function statedArea(area: string | undefined, year: number): string | null {
  const text = (area ?? '').normalize('NFKC').replace(/\s/gu, '');
  const code = /^(\d{6}|22A\d{3})/.exec(text)?.[1];
  if (code !== undefined) return code;
  if (text === '') return null;
  const named = countiesAt(year).filter(
    ({ name, prefecture }) =>
      text === name || text === prefecture + name || text === `吉林省${prefecture}${name}`,
  );
  return named.length === 1 ? (named[0]?.code ?? null) : null;
}

/** 220221 → 吉林市永吉县, 220201 → 吉林市; nothing for a code of another province. */
function nameOf(code: string): string {
  const area = areaOf(code);
  if (area !== undefined) return area.prefecture + area.name;
  return areaOf(`${code.slice(0, 4)}00`)?.name ?? '';
}
