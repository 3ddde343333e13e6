import table2011 from './tables/gbt4754-2011.json' with { type: 'json' };
import table2017 from './tables/gbt4754-2017.json' with { type: 'json' };

/** GB/T 4754: 门类 (letter), 大类 (2 digits), 中类 (3), 小类 (4), of the 2011 and the 2017 edition. */
export type IndustryEdition = '2011' | '2017';

export interface Industry {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

function index(items: readonly (readonly string[])[]): ReadonlyMap<string, Industry> {
  return new Map(items.map(([code = '', name = '', parent = '']) => [code, { code, name, parent }]));
}

const tables: Readonly<Record<IndustryEdition, ReadonlyMap<string, Industry>>> = {
  '2011': index(table2011.items),
  '2017': index(table2017.items),
};

export function industry(code: string, edition: IndustryEdition): Industry | undefined {
  return tables[edition].get(code);
}

/** The edition in force for a report year: 2011 until 2017, then 2017. The province may say otherwise in the data. */
export function editionOf(year: number): IndustryEdition {
  return year <= 2017 ? '2011' : '2017';
}

/** 大类 of a 小类 code; undefined for a code that the edition does not have. */
export function divisionOf(code: string, edition: IndustryEdition): Industry | undefined {
  return tables[edition].has(code) ? tables[edition].get(code.slice(0, 2)) : undefined;
}

/** 采矿业 B, 制造业 C, 电力、热力、燃气及水 D. */
export function isIndustrial(code: string, edition: IndustryEdition): boolean {
  const section = divisionOf(code, edition)?.parent;
  return section === 'B' || section === 'C' || section === 'D';
}
