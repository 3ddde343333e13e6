import { Chance } from '#electron/demo/chance.ts';
import { demoUnit, type DemoUnit } from '#electron/demo/generate.ts';
import type { CellValue } from '#shared/values/cell.ts';

export const county = { code: '220122', name: '农安县' } as const;
export const years = { before: 2014, now: 2015 } as const;

type Cells = Record<string, CellValue>;

const characters = '长河北方松源龙翔华丰金谷吉东辰天合福瑞永泰';

/** Five characters; those of any two enterprises differ in two at least, so that no name is nearly another by accident. */
function word(index: number): string {
  const base = characters.length;
  const digits = [0, 1, 2, 3].map((place) => Math.floor(index / base ** place) % base);
  const check = digits.reduce((sum, digit) => sum + digit, 0) % base;
  return [...digits, check].map((digit) => characters.charAt(digit)).join('');
}

/**
 * Enterprises as the demo county has them, as many as are wanted, the same ones every time. One in twenty-five has a
 * mistake in its JC102, one in fifty left a cell blank for a stated reason.
 */
export function enterprises(count: number): readonly DemoUnit[] {
  const chance = new Chance(20_151_231);
  return Array.from({ length: count }, (_, index) =>
    withMistakes(demoUnit(chance, word(index), index), index),
  );
}

function withMistakes(unit: DemoUnit, index: number): DemoUnit {
  const returns = unit.returns[years.now];
  if (returns === undefined) throw new Error('no returns of the year');
  const cells: Cells = { ...returns.JC102 };
  if (index % 25 === 7) mistakes[Math.floor(index / 25) % mistakes.length]?.(cells);
  if (index % 50 === 13) cells['29'] = { blank: 'unknown' };
  if (index % 50 === 31) cells['24'] = { blank: 'unknown' };
  return { ...unit, returns: { ...unit.returns, [years.now]: { ...returns, JC102: cells } } };
}

const mistakes: readonly ((cells: Cells) => void)[] = [
  (cells) => (cells['02'] = amount(cells, '01') + 1),
  (cells) => (cells['05'] = amount(cells, '05') * 10),
  (cells) => (cells['11'] = amount(cells, '10') + 2),
  (cells) => delete cells['12'],
  (cells) => (cells['03.上年'] = amount(cells, '03.上年') + 5),
];

function amount(cells: Cells, key: string): number {
  const value = cells[key];
  return typeof value === 'number' ? value : 0;
}
