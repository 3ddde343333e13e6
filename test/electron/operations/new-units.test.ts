import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemText } from '#shared/texts/problems.ts';
import { Office, refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.close());
office.startYear(year);

const added = (given: object) =>
  refusalOf(() => office.write('units.add', { year, code: '591123458', name: '农安县源丰米业', ...given }));

/** What nobody can look up would put the unit into no county and no industry, and its figures into no total. */
test.each([
  [{ area: '三井子镇' }, 'unit.area', '不是 2015 年吉林省内县(市、区)的代码'],
  [{ area: '220724' }, 'unit.area', '“220724”不是 2015 年'],
  [{ area: '220100' }, 'unit.area', '“220100”不是'],
  [{ industry: '大米' }, 'unit.industry', '“大米”不是 2015 年国民经济行业分类的 4 位小类代码'],
  [{ industry: '13' }, 'unit.industry', '“13”不是'],
  [{ industry: '9999' }, 'unit.industry', '不知道的可以不填'],
])('a unit with %j is not entered', (given, code, said) => {
  const refusal = added(given);
  expect(refusal?.code).toBe(code);
  expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain(said);
  expect(office.read('units.list', { year, search: '源丰' }).total).toBe(0);
});

test('a unit with both is', () => {
  expect(added({ area: '220122', industry: '1310' })).toBeNull();
  const { units } = office.read('units.list', { year, search: '源丰' });
  expect(units).toMatchObject([{ area: '220122', industry: '1310' }]);
});

describe('a unit that is called like another', () => {
  const known = { code: '91220122MA0100007X', name: '农安县北方机械有限公司' };
  const named = (name: string, apart: readonly string[] = []) =>
    refusalOf(() => office.write('units.add', { year, code: '91220122MA0100008Q', name, apart }));
  beforeAll(() => {
    office.write('units.add', { year, ...known });
    office.write('units.rename', { year, unit: known.code, name: '农安县南方机械有限公司' });
  });

  test.each([
    '农安县南方机械有限公司',
    '农安县南方机械有限责任公司',
    '农安县 南方机械有限公司',
    '(农安县)南方机械有限公司',
    '农安县南方机诫有限公司',
    '农安县北方机械有限公司',
  ])('is asked about, and not entered: %s', (name) => {
    const refusal = named(name);
    expect(refusal?.code).toBe('unit.namesake');
    const said = refusal === null ? '' : problemText(refusal, 'zh');
    expect(said).toContain(`农安县南方机械有限公司(${known.code},农安县)`);
    expect(said).toContain(`--apart ${known.code}`);
    expect(office.read('units.list', { year, search: '91220122MA0100008Q' }).total).toBe(0);
  });

  test('is entered once it is said that it is another', () => {
    const name = '农安县南方机械有限责任公司';
    expect(named(name, ['591123458'])?.code).toBe('unit.namesake');
    expect(named(name, [known.code])).toBeNull();
    // Both are called so now.
    expect(
      refusalOf(() => office.write('units.add', { year, code: '91220122MA0100374L', name })),
    ).toMatchObject({ details: { others: [{ unit: known.code }, { unit: '91220122MA0100008Q' }] } });
  });

  test('a branch is not taken for its parent', () => {
    expect(
      refusalOf(() =>
        office.write('units.add', {
          year,
          code: '91220122MA0100374L',
          name: '农安县南方机械有限公司德惠分公司',
        }),
      ),
    ).toBeNull();
  });
});
