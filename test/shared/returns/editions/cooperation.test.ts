import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Cells } from '#shared/values/cell.ts';
import { findingsOf, type County } from '#test/fixtures/county.ts';

const edition = loadedEdition();
const fields = (table: string): string =>
  [...edition.fields(table).values()]
    .map(({ code, type, unit, list }) => [code, unit ?? list ?? type].join(' '))
    .sort()
    .join(', ');
const unit = (kind: string, form: Cells, ...deals: Cells[]): County => ({
  U: { kind, filed: { JC110: form, JC110F: deals } },
});

describe('JC110', () => {
  it('has the fields of the catalogue, acquired R&D units, three weights, and agreements with universities', () => {
    expect(fields('JC110')).toBe(
      '01 项, 02 项, 03 场次, 04 项, 05 千元, 06 项, 07 千元, 08 千元, 09 千元, 10 户, 10a 个, 11 千元, 12 件, 12a 千元, ' +
        '13 项, 14 件, 15 千元, 16 %, 17 %, 18 %, 19 份, 20 个, 21 text',
    );
    expect(fields('JC110F')).toBe('01 text, 02 text, 03 境外合作方式, 04 千元, 05 month');
    expect(edition.return('JC110')?.population).toEqual({
      kinds: ['企业', '高校', '院所', '机构', '县'],
      duty: 'listed',
    });
  });

  it('goes by the list of foreign deals, kind by kind', () => {
    const rules = ['JC110-10-1', 'JC110-10a-1', 'JC110-11-2', 'JC110-12-2', 'JC110-13-1'];
    const deals: Cells[] = [
      { '03': '1', '04': 900 },
      { '03': '2', '04': 300 },
      { '03': '3', '04': 50 },
      { '03': '4', '04': 0 },
      { '03': '5', '04': 0 },
    ];
    const form = { '10': 1, '10a': 1, '11': 1200, '12': 4, '12a': 50, '13': 2 };
    expect(findingsOf(edition, unit('企业', form, ...deals), rules)).toEqual([]);
    expect(findingsOf(edition, unit('企业', { ...form, '10a': 0, '11': 900 }, ...deals), rules)).toEqual([
      'JC110-10a-1 U: 购并境外研发机构数为 0 个,与境外合作明细中同类各项的项数不符。',
      'JC110-11-2 U: 境外并购金额为 900 千元,与境外合作明细中同类各项的金额之和不符。',
    ]);
  });

  it('wants the item of the form where the list has a deal of the kind', () => {
    expect(
      findingsOf(edition, unit('企业', {}, { '03': '2', '04': 300 }), ['JC110-10-R', 'JC110-10a-R']),
    ).toEqual(['JC110-10a-R U: “购并境外研发机构数”没有填写。']);
  });

  it('asks universities and institutes for three weights, and nobody else', () => {
    const rules = ['JC110-16-R', 'JC110-17-R', 'JC110-18-R', 'JC110-16-1', 'JC110-16-2', 'JC110-16-3'];
    expect(findingsOf(edition, unit('高校', { '16': 40, '17': 30, '18': 30 }), rules)).toEqual([]);
    expect(findingsOf(edition, unit('院所', { '16': 40 }), rules)).toEqual([
      'JC110-17-R U: “科研人员服务企业在考核中的权重”没有填写。',
      'JC110-18-R U: “知识产权转让在考核中的权重”没有填写。',
    ]);
    expect(findingsOf(edition, unit('高校', { '16': 50, '17': 30, '18': 30.5 }), rules)).toEqual([
      'JC110-16-2 U: 三项考核权重之和为 110.50,超过 100。',
    ]);
    expect(findingsOf(edition, unit('企业', {}), rules)).toEqual([]);
    expect(findingsOf(edition, unit('企业', { '17': 5 }), rules)).toEqual([
      'JC110-16-3 U: 不是高校或院所,却填报了考核权重((未填)、5.00 %、(未填))。',
    ]);
  });

  it('wants an amount with a number', () => {
    expect(findingsOf(edition, unit('企业', { '04': 2 }), ['JC110-05-R'])).toEqual([
      'JC110-05-R U: “签约金额”没有填写。',
    ]);
    expect(findingsOf(edition, unit('企业', { '04': 0, '05': 300 }), ['JC110-05-1'], 'en')).toEqual([
      'JC110-05-1 U: The amount signed is 300 k yuan; deals: 0 items.',
    ]);
    expect(
      findingsOf(edition, unit('企业', { '06': 2, '07': 100, '08': 90, '09': 101 }), [
        'JC110-08-1',
        'JC110-09-1',
      ]),
    ).toEqual(['JC110-09-1 U: 省内转化额 101 千元大于技术合同成交额 100 千元。']);
  });
});
