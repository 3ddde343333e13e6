import { filesIn, fixed, row, type DemoRecord, type Enterprise, type Values } from './profile.ts';

/** JC110 of every seventh enterprise, and of those that buy or found something abroad. */
export function cooperation(unit: Enterprise, year: number, growth: number): readonly DemoRecord[] {
  const { index } = unit;
  if (!filesIn(unit, year) || (index % 7 !== 2 && index !== 4 && index !== 12)) return [];
  const scale = growth / (1 + index / 20);
  const amount = (base: number): number => Math.floor(base * scale);
  const deals = dealsOf(index, year);
  const sum = (...ways: readonly string[]): number =>
    deals
      .filter((cells) => ways.some((way) => way === cells['03']))
      .reduce((total, cells) => total + Number(cells['04']), 0);
  const count = (...ways: readonly string[]): number =>
    deals.filter((cells) => ways.some((way) => way === cells['03'])).length;
  return [
    fixed('JC110', {
      '02': 2 + (index % 3),
      '03': 1,
      '04': 1 + (index % 2),
      '05': amount(1800),
      '19': 1,
      '20': 1,
      '21': unit.trade.word,
      '06': 2,
      '07': amount(2400),
      '08': amount(1700),
      '09': amount(1900),
      '10': count('1'),
      '10a': count('2'),
      '11': sum('1', '2'),
      '12': count('3'),
      '12a': sum('3'),
      '13': count('4', '5'),
      '14': index % 14 === 2 ? 1 : 0,
      '15': index % 14 === 2 ? amount(160) : 0,
    }),
    ...deals.map((cells, at) => row('JC110F', at + 1, cells)),
  ];
}

function dealsOf(index: number, year: number): readonly Values[] {
  if (index === 2)
    return [{ '01': '汉拿精密株式会社', '02': '韩国', '03': '5', '04': 600, '05': year * 100 + 5 }];
  if (index === 4)
    return [
      {
        '01': 'Auto-Teile Nord GmbH',
        '02': '德国',
        '03': '3',
        '04': 900 + (year - 2013) * 100,
        '05': year * 100 + 4,
      },
    ];
  if (index === 12)
    return year === 2015
      ? [
          { '01': 'Optik Labor Jena', '02': '德国', '03': '2', '04': 5200, '05': 201_507 },
          { '01': 'Taiga Bio', '02': '俄罗斯', '03': '4', '04': 1500, '05': 201_509 },
        ]
      : [
          {
            '01': 'Taiga Bio',
            '02': '俄罗斯',
            '03': '1',
            '04': 3000 + (year - 2013) * 100,
            '05': year * 100 + 9,
          },
        ];
  return [];
}
