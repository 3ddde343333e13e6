import table from './tables/jilin-areas.json' with { type: 'json' };

/** An area code while it held: `from` inclusive, `until` exclusive, `successors` the codes that replaced it. */
export interface Area {
  readonly code: string;
  readonly name: string;
  /** 1 province, 2 prefecture, 3 county. */
  readonly level: number;
  readonly prefecture: string;
  readonly from: number;
  readonly until: number | null;
  readonly successors: readonly string[];
  /** True for a code that GB/T 2260 does not have: 长白山管委会, development zones. */
  readonly local: boolean;
}

const official: readonly Area[] = (
  table.items as [string, string, number, string, number, number | null, string][]
).map(([code, name, level, prefecture, from, until, successor]) => ({
  code,
  name,
  level,
  prefecture,
  from,
  until,
  // "220113" took the code's place; "220105[2005]" only got part of the area then.
  successors: successor.split(';').filter((part) => part !== '' && !part.includes('[')),
  local: false,
}));

/** Land that went from one county to another while both kept their codes. */
const boundaries = (table.items as [string, string, number, string, number, number | null, string][]).flatMap(
  ([from, , , , , , successor]) =>
    [...successor.matchAll(/(\d{6})\[(\d{4})\]/g)].map(([, to = '', year = '']) => ({
      from,
      to,
      year: Number(year),
    })),
);

/** Addressees of the documents without a code in GB/T 2260. */
const local: readonly Area[] = [
  {
    code: '22A001',
    name: '长白山保护开发区管理委员会',
    level: 3,
    prefecture: '',
    from: 2006,
    until: null,
    successors: [],
    local: true,
  },
];

const all = [...official, ...local];

/** The area of a code in a year; undefined when the code did not hold then. */
export function areaAt(code: string, year: number): Area | undefined {
  return all.find(
    (area) => area.code === code && area.from <= year && (area.until === null || year < area.until),
  );
}

/** County-level areas of a year, by code. */
export function countiesAt(year: number): readonly Area[] {
  return all
    .filter((area) => area.level === 3 && areaAt(area.code, year) === area)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The codes that took the place of a code, at once or one after another. */
function successorsOf(code: string): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [code];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    for (const area of all.filter((each) => each.code === at))
      for (const successor of area.successors) {
        // A code may come back to an area that had it before.
        if (!found.has(successor)) next.push(successor);
        found.add(successor);
      }
  }
  return found;
}

/** Whether two codes are those of one area, before and after a change of code. */
export function isSameArea(code: string, other: string): boolean {
  return code === other || successorsOf(code).has(other) || successorsOf(other).has(code);
}

/** The county of a code under the code and name that it has in a year; undefined when it has none then. */
export function countyIn(code: string, year: number): Area | undefined {
  const county = areaAt(code, year);
  return county?.level === 3 ? county : countiesAt(year).find((area) => isSameArea(area.code, code));
}

/** The area whose place a county's code took in that year: 九台市 220181 of 九台区 220113 in 2014. */
export function predecessorAt(county: string, year: number): Area | undefined {
  return all.find((area) => area.until === year && area.successors.includes(county));
}

/** The area that has a code, or had it last. */
export function areaOf(code: string): Area | undefined {
  return all.filter((area) => area.code === code).at(-1);
}

const codesByCounty = new Map<string, readonly string[]>();

/** All codes that a county has or had. */
function codesOf(county: string): readonly string[] {
  let codes = codesByCounty.get(county);
  if (codes === undefined) {
    codes = [county, ...all.map((area) => area.code).filter((each) => isSameArea(each, county))];
    codesByCounty.set(county, codes);
  }
  return codes;
}

/** The names that a county has and had: 九台市 and 九台区. */
export function countyNames(county: string): readonly string[] {
  const codes = new Set(codesOf(county));
  return [...new Set(all.filter(({ code }) => codes.has(code)).map(({ name }) => name))];
}

/** Whether a text names any county of the province, by a name that it has or had. */
export function namesCounty(text: string): boolean {
  return all.some(({ level, name }) => level === 3 && text.includes(name));
}

/**
 * Whether a six-digit code can't be that of a county, of what it was before or became since, or of the authorities above it:
 * its prefecture, its province, the nation. Code areas that GB/T 2260 does not list (220101, development zones) are their
 * prefecture's; a county without a code in GB/T 2260 lies in others, so that only another province is elsewhere.
 */
export function isElsewhere(code: string, county: string): boolean {
  if (isSameArea(code, county) || code === '100000') return false;
  const own = codesOf(county);
  if (own.every((each) => each.slice(0, 2) !== code.slice(0, 2))) return true;
  const isLocal = own.some((each) => areaOf(each)?.local === true);
  if (isLocal || /^\d\d00/.test(code)) return false;
  return areaOf(code)?.level === 3 || own.every((each) => each.slice(0, 4) !== code.slice(0, 4));
}

/** Whether in that year land of the county went to another one, or another's came to it, with no change of codes. */
export function hasBoundaryChange(county: string, year: number): boolean {
  return boundaries.some(
    (change) => change.year === year && (change.from === county || change.to === county),
  );
}
