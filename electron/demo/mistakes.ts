import type { CellValue } from '#shared/values/cell.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { Demo, DemoUnit, PlantedMistake } from './generate.ts';

type Values = Record<string, CellValue>;

/** A row of the folder: one unit's return as its workbook says it. */
export interface SentReturn {
  readonly unit: DemoUnit;
  readonly return: 'JC101' | 'JC102';
  readonly cells: Values;
}

export interface Sent {
  readonly returns: readonly SentReturn[];
  readonly mistakes: readonly PlantedMistake[];
}

/** What the enterprises send for the second year; unless clean, with mistakes of the kinds that really happen. */
export function sentReturns(demo: Demo, edition: LoadedEdition, clean: boolean): Sent {
  const year = demo.years[1];
  const returns: SentReturn[] = demo.units.flatMap((unit) =>
    (['JC101', 'JC102'] as const).map((code) => ({
      unit,
      return: code,
      cells: { ...unit.returns[year]?.[code] },
    })),
  );
  const mistakes: PlantedMistake[] = [];
  if (clean) return { returns, mistakes };
  const money = [...edition.fields('JC102').values()]
    .filter((field) => field.unit === '千元')
    .map((field) => field.code);
  const at = (index: number, code: 'JC101' | 'JC102'): SentReturn => {
    const found = returns.find((item) => item.unit === demo.units[index] && item.return === code);
    if (found === undefined) throw new Error(`no unit ${index}`);
    return found;
  };
  const plant = (index: number, what: PlantedMistake['what'], field: string, found: string): void => {
    const unit = demo.units[index];
    if (unit !== undefined) mistakes.push({ unit: unit.id, name: unit.name, what, field, found });
  };
  // A year with hardly any growth in another unit: last year's amounts, one per cent more, times the factor.
  const scale = (cells: Values, factor: number): void => {
    for (const code of money) {
      const last = cells[`${code}.上年`];
      if (typeof last === 'number') cells[code] = Math.round(last * 1.01 * factor);
    }
  };
  scale(at(2, 'JC102').cells, 0.1);
  plant(2, 'unit-shift', '01', 'JC102-U1');
  scale(at(12, 'JC102').cells, 1000);
  plant(12, 'unit-shift', '01', 'JC102-U1');
  at(5, 'JC102').cells['02'] = (at(5, 'JC102').cells['01'] as number) + 8200;
  plant(5, 'part-above-total', '02', 'JC102-02-1');
  const code = at(7, 'JC101').cells['01'] as string;
  at(7, 'JC101').cells['01'] = code.slice(0, 17) + (code.endsWith('A') ? 'C' : 'A');
  plant(7, 'check-character', '01', 'JC101-01-2');
  at(8, 'JC102').cells['12'] = { blank: 'unknown' };
  plant(8, 'blank', '12', 'JC102-12-S');
  const swapped = at(15, 'JC102').cells;
  for (const field of edition.fields('JC102').values()) {
    if (field.type !== 'number') continue;
    const [now, last] = [swapped[field.code], swapped[`${field.code}.上年`]];
    if (now !== undefined && last !== undefined) {
      swapped[field.code] = last;
      swapped[`${field.code}.上年`] = now;
    }
  }
  plant(15, 'swapped-years', '01', 'JC102-Y2');
  at(16, 'JC102').cells['01.上年'] = (at(16, 'JC102').cells['01.上年'] as number) + 1200;
  plant(16, 'last-year-differs', '01', 'JC102-Y2');
  const twice = at(25, 'JC102');
  const other = at(26, 'JC102');
  returns.push({ ...twice, cells: { ...twice.cells } });
  plant(25, 'duplicate-same', '01', 'row-same-twice');
  returns.push({ ...other, cells: { ...other.cells, '01': (other.cells['01'] as number) + 500 } });
  plant(26, 'duplicate-other', '01', 'unit-twice');
  plant(39, 'missing', '01', 'PK000-2');
  return {
    returns: returns.filter((item) => item.unit !== demo.units[39] || item.return === 'JC101'),
    mistakes,
  };
}
