import { document, row, type DemoRecord, type Enterprise, type Values } from './profile.ts';

/** JC109 of a year: quantities, marks, standards, key products; and what JC102 says of them. */
export interface Marks {
  readonly quantities: Values;
  readonly rows: readonly DemoRecord[];
  readonly abroad: number;
  readonly standards: number;
}

/** Every third enterprise has marks or standards of its own. */
export function marksOf(
  unit: Enterprise,
  year: number,
  of: { readonly fresh: number; readonly output: number },
): Marks | null {
  const { index, trade } = unit;
  if (index % 3 !== 0) return null;
  const products = 3 + (index % 5);
  const marks = markCells(unit, year).map((cells, at) => ({ cells, at }));
  const standing = marks.filter(({ cells }) => Number(cells['07']) <= year * 100 + 12);
  const isAlways = index % 12 === 0 || index === 3;
  const hasStandard = unit.researches && (isAlways || (index + year) % 4 === 0);
  const level = index === 0 ? '1' : index === 24 ? '4' : index % 2 === 0 ? '2' : '3';
  const goods = productCells(unit, year, of);
  return {
    quantities: {
      '01': products,
      '02': products - (index % 4 === 3 ? 1 : 0),
      '03': 2,
      '04': index % 2 === 0 ? 2 : 1,
      '05': 2,
      '06': index % 6 === 3 ? 1 : 2,
      '09': 2,
      '07': index % 9 === 0,
      '08': index % 2 === 0,
    },
    rows: [
      ...standing.map(({ cells, at }) => row('JC109B', at + 1, cells)),
      ...(hasStandard
        ? [
            row('JC109C', 1, {
              '01': `${index % 2 === 0 ? 'GB/T' : 'JB/T'} ${31_000 + index * 13 + year}-${year}`,
              '02': `${trade.products[index % trade.products.length] ?? ''}技术条件`,
              '03': level,
              '04': index % 4 === 0 ? '1' : '2',
              '05': year * 100 + 6,
              '06': 1 + (index % 5),
            }),
          ]
        : []),
      ...goods.map((cells, at) => row('JC109D', at + 1, cells)),
    ],
    abroad: standing.filter(({ cells }) => cells['01'] === '5').length,
    standards: hasStandard && (level === '2' || level === '3') ? 1 : 0,
  };
}

function markCells(unit: Enterprise, year: number): readonly Values[] {
  const { index, word, trade, id } = unit;
  const own = { '04': trade.goods, '09': id };
  const until = (year + 3) * 100 + 12;
  const found: Values[] = [];
  if (index % 24 === 0)
    found.push({
      '01': '1',
      '02': `${word}牌`,
      '03': `${3_100_000 + index}`,
      ...own,
      '05': '国家工商行政管理总局',
      '06': document('商标驰字', 2011, 40 + (index % 90)),
      '07': 201_112,
    });
  if (index % 2 === 0)
    found.push({
      '01': '2',
      '02': word,
      '03': `${7_200_000 + index}`,
      ...own,
      '05': '吉林省工商行政管理局',
      '06': document('吉工商标', 2012, 10 + (index % 200)),
      '07': 201_211,
      '08': until,
    });
  if (index % 9 === 0)
    found.push({
      '01': '3',
      '02': `${word}${trade.products[0] ?? ''}`,
      '03': `JLMP${2_013_000 + index}`,
      '09': id,
      '05': '吉林省质量技术监督局',
      '06': document('吉质监联', 2013, 30 + (index % 200)),
      '07': 201_311,
      '08': until,
    });
  const awarded = { 0: 2013, 6: 2014, 12: 2015 }[index];
  if (awarded !== undefined)
    found.push({
      '01': '4',
      '02': '吉林省质量奖',
      '09': id,
      '05': '吉林省人民政府',
      '06': document('吉政函', awarded, 88),
      '07': awarded * 100 + 11,
    });
  if (index % 15 === 0)
    found.push({
      '01': '5',
      '02': word.toUpperCase(),
      '03': `WO${1_100_000 + index}`,
      ...own,
      '05': '世界知识产权组织',
      '07': 201_206,
    });
  if (index % 21 === 0)
    found.push({
      '01': '7',
      '02': `${word}${trade.word}`,
      '09': id,
      '05': '吉林省工业和信息化厅',
      '06': document('吉工信', 2013, 60 + (index % 100)),
      '07': 201_310,
    });
  return found;
}

/** New products make nine tenths of the output of new products; a long-known one stands beside them. */
function productCells(
  { trade, index }: Enterprise,
  year: number,
  { fresh, output }: { readonly fresh: number; readonly output: number },
): readonly Values[] {
  const common = { '02': trade.chain.charAt(0), '03': trade.chain };
  const products: Values[] = [];
  if (fresh > 0) {
    const value = Math.floor(fresh * 0.9);
    products.push({
      '01': trade.products[index % trade.products.length] ?? '',
      ...common,
      '04': year * 100 + 2,
      '05': true,
      ...(index % 2 === 0
        ? { '06': document('吉工信新', year, 5 + (index % 90)), '06a': (year + 2) * 100 + 12 }
        : {}),
      '07': value,
      '08': Math.floor(value * 0.8),
    });
  }
  const known = Math.floor((output - fresh) * 0.4);
  products.push({
    '01': trade.products[(index + 2) % trade.products.length] ?? '',
    ...common,
    '04': 200_906,
    '05': false,
    '07': known,
    '08': Math.floor(known * 0.8),
    '09': 1 + (index % 8),
  });
  return products;
}
