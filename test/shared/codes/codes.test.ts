import { describe, expect, it } from 'vitest';
import { areaAt, countiesAt, countyIn, isSameArea } from '#shared/codes/areas.ts';
import {
  creditCodeCheck,
  isCreditCodeForm,
  isCreditCodeSound,
  normaliseCode,
  suggestCreditCode,
  bodyOf,
} from '#shared/codes/credit-code.ts';
import { divisionOf, industry, isIndustrial } from '#shared/codes/industries.ts';
import { NameIndex } from '#shared/codes/names.ts';
import { isOrganisationCodeSound, organisationCodeCheck } from '#shared/codes/organisation-code.ts';

describe('GB 32100 credit codes', () => {
  it('computes the check character of the worked example', () => {
    expect(creditCodeCheck('91350100M000100Y4')).toBe('3');
    expect(isCreditCodeSound('91350100M000100Y43')).toBe(true);
  });

  it('finds codes that were really issued with a wrong check character well formed but not sound', () => {
    for (const [code, computed] of [
      ['91350211M0000XUF46', 'R'],
      ['91350100M0001TGQXM', '1'],
    ] as const) {
      expect(isCreditCodeForm(code)).toBe(true);
      expect(isCreditCodeSound(code)).toBe(false);
      expect(creditCodeCheck(code)).toBe(computed);
    }
    expect(isCreditCodeSound('9131000063159284XQ')).toBe(true);
  });

  it('reads codes as people type them and suggests the look-alike that makes them right', () => {
    expect(normaliseCode(' 9122 0101-ma0y12340q ')).toBe('91220101MA0Y12340Q');
    expect(isCreditCodeSound('91220101MA0Y12340Q')).toBe(true);
    expect(suggestCreditCode('9122O101MA0Y12340Q')).toBe('91220101MA0Y12340Q');
    expect(suggestCreditCode('91220101MA0Y12340Q')).toBeUndefined();
  });
});

describe('GB 11714 organisation codes', () => {
  it('checks the body of a credit code a second time', () => {
    expect(organisationCodeCheck(bodyOf('91350100M000100Y43'))).toBe('4');
    expect(isOrganisationCodeSound('M000100Y4')).toBe(true);
  });
});

describe('areas of Jilin', () => {
  it('knows which code held in which year', () => {
    expect(areaAt('220181', 2013)?.name).toBe('九台市');
    expect(areaAt('220181', 2014)).toBeUndefined();
    expect(areaAt('220113', 2014)?.name).toBe('九台区');
    expect(areaAt('220381', 2015)?.name).toBe('公主岭市');
    expect(areaAt('220184', 2020)?.name).toBe('公主岭市');
  });

  it('counts the sixty county-level units of 2024, and 长白山管委会 as a local code', () => {
    const counties = countiesAt(2024);
    expect(counties.filter((area) => !area.local)).toHaveLength(60);
    expect(counties.some((area) => area.code === '22A001')).toBe(true);
  });

  it('takes an old code of the county for the county', () => {
    expect(isSameArea('220122', '220122')).toBe(true);
    expect(isSameArea('220181', '220113')).toBe(true);
    expect(isSameArea('220113', '220181')).toBe(true);
    expect(isSameArea('220182', '220122')).toBe(false);
    // 二道区 only got a part of 九台市.
    expect(isSameArea('220181', '220105')).toBe(false);
  });

  it('finds a county under the code of a year, before and after a change', () => {
    expect(countyIn('220181', 2013)).toMatchObject({ code: '220181', name: '九台市' });
    expect(countyIn('220181', 2014)).toMatchObject({ code: '220113', name: '九台区' });
    expect(countyIn('220113', 2013)).toMatchObject({ code: '220181', name: '九台市' });
    expect(countyIn('999999', 2014)).toBeUndefined();
  });
});

describe('GB/T 4754', () => {
  it('has both editions, counted as the standards count them', () => {
    expect(industry('3610', '2011')?.name).toBe('汽车整车制造');
    expect(divisionOf('3610', '2011')?.name).toBe('汽车制造业');
    expect(industry('3610', '2017')).toBeUndefined();
    expect(isIndustrial('3610', '2011')).toBe(true);
    expect(isIndustrial('0111', '2011')).toBe(false);
  });
});

describe('names that may be the same unit', () => {
  const index = new NameIndex([
    { id: 'a', name: '农安县北方玉米科技股份有限公司' },
    { id: 'b', name: '农安县长河机械制造有限公司' },
    { id: 'c', name: '农安县长河机械制造有限公司长春分公司' },
  ]);

  it('finds spellings and single-character slips, not branches', () => {
    expect(index.nearly('x', '农安县北方玉米科技有限公司')).toBe('a');
    expect(index.nearly('x', '农安县北方玉米科枝股份有限公司')).toBe('a');
    expect(index.nearly('c', '农安县长河机械制造有限公司长春分公司')).toBeUndefined();
  });

  it('finds a name no more that was taken out, and the others as before', () => {
    const names = ['第一农业机械制造厂', '第二农业机械制造厂', '公司'];
    const of = new NameIndex(names.map((name, at) => ({ id: `u${at}`, name })));
    expect([of.nearly('x', '第三农业机械制造厂'), of.nearly('x', '厂')]).toEqual(['u0', 'u2']);
    for (const id of ['u0', 'u2', 'nobody']) of.remove(id);
    expect([of.nearly('x', '第三农业机械制造厂'), of.nearly('x', '厂')]).toEqual(['u1', undefined]);
    // As many as let the index grow.
    for (let at = 0; at < 200; at++) of.add({ id: `v${at}`, name: `长河机械制造第${1000 + at}分厂` });
    expect([of.nearly('x', '第三农业机械制造厂'), of.nearly('x', '厂')]).toEqual(['u1', undefined]);
    expect(of.nearly('v7', '长河机械制造第1007分厂')).toBe('v107');
  });

  it('finds one character more or less anywhere, in names of any length', () => {
    for (const length of [6, 7, 8, 9, 12, 13]) {
      const name = '甲乙丙丁戊己庚辛壬癸子丑寅卯'.slice(0, length);
      const of = new NameIndex([{ id: 'a', name }]);
      for (let at = 0; at <= length; at++)
        expect([name, at, of.nearly('x', `${name.slice(0, at)}新${name.slice(at)}`)]).toEqual([
          name,
          at,
          'a',
        ]);
      for (let at = 0; at < length && length > 6; at++)
        expect([name, at, of.nearly('x', name.slice(0, at) + name.slice(at + 1))]).toEqual([name, at, 'a']);
    }
  });

  it('finds a character that was exchanged, left out or put in, wherever in the name', () => {
    const name = '农安县北方玉米科技';
    for (let at = 0; at < name.length; at++) {
      const [before, after] = [name.slice(0, at), name.slice(at + 1)];
      for (const slip of [`${before}阿${after}`, before + after, `${before}阿${name.slice(at)}`])
        expect([slip, index.nearly('x', slip)]).toEqual([slip, 'a']);
      expect(index.nearly('x', `${before}阿宝${after}`)).toBeUndefined();
    }
  });
});
