import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { namesOf, partsOf, roleOf } from '#shared/intake/columns.ts';
import { comparableHeader } from '#shared/intake/header-words.ts';
import { bothUnits, isUnitWord, moneyInLine, unitInHeader, unitSaid } from '#shared/intake/units.ts';

const definition = loadedEdition().table('JC102');
if (definition === undefined) throw new Error('no JC102');
const names = namesOf(definition);
const parts = partsOf(definition);

/** A header path as "02", "02.上年", "name", "index", "?02 上年" or "unknown". */
function role(path: string, hasLastYear = true): string {
  const { role: found } = roleOf(path.split('/'), {
    names,
    hasLastYear,
    year: 2015,
    parentNames: new Set(),
    parts,
  });
  if (found.kind === 'cell') return found.key;
  if (found.kind === 'identity') return found.of;
  if (found.kind === 'unclear') return `?${found.codes.join(',')} ${found.column}`;
  return found.kind;
}

describe('headers', () => {
  it('are compared without spaces, numbering, units and widths', () => {
    for (const header of [
      '新产品产值',
      '新产品\n产 值（千元）',
      '其中：新产品产值',
      '二、新产品产值',
      '(2)新产品产值',
      '2.新产品产值(万元)',
    ])
      expect(comparableHeader(header)).toBe('新产品产值');
  });

  it.each([
    ['新产品产值', '02'],
    ['新产品产值/本年', '02'],
    ['新产品产值/上年', '02.上年'],
    ['新产品产值/去年同期数', '02.上年'],
    ['新产品产值/上年同期', '02.上年'],
    ['新产品产值/2015年', '02'],
    ['新产品产值/2014', '02.上年'],
    ['新产品产值/2013年', 'unknown'],
    ['新产品产值上年', '02.上年'],
    ['上年新产品产值', '02.上年'],
    ['新产品产值(上年)', '02.上年'],
    ['新产品产值（万元）上年', '02.上年'],
    ['新产品产值(2014年)', '02.上年'],
    ['2014年新产品产值', '02.上年'],
    ['2015年度新产品产值', '02'],
    ['新产品产值(2013年)', 'unknown'],
    ['2014年/新产品产值', '02.上年'],
    ['上年/新产品产值/2015年', 'unknown'],
    ['工业总产值(当年价格)', '01'],
    ['工业总产值', '01'],
    ['工业总产值(现价)', '01'],
    ['研究开发人员/合计', '10'],
    ['新产品产值/金额', '02'],
    ['新产品产值/全年', '02'],
    ['新产品产值/本年累计', '02'],
    ['新产品产值/实际完成', '02'],
    ['新产品产值/上年实际', '02.上年'],
    ['生产经营情况/新产品产值', '02'],
    ['2014年度工业企业创新情况表/新产品产值', '02'],
    ['当年专利申请数', '24'],
  ])('%s is %s', (path, expected) => expect(role(path)).toBe(expected));

  it.each([
    '新产品产值/增长率',
    '新产品产值/同比增长(%)',
    '新产品产值/比上年增减',
    '计划/新产品产值',
    '新产品产值(预计)/本年目标',
    '1-6月/新产品产值',
    '新产品产值/本月',
    '新产品产值/四季度',
    '从业人员/年初',
  ])('%s is another measure than the amount of the year', (path) => expect(role(path)).toBe('unknown'));

  it.each([
    ['新产品产值(亿美元)', '?02 本年'],
    ['从业人员(千人)', '?09 本年'],
    ['新产品产值(含税)', '?02 本年'],
    ['新产品产值(含税)/上年', '?02 上年'],
    ['工业总产值/国内', '?01 本年'],
    ['工业总产值/上年/国内', '?01 上年'],
    ['工业总产值/其中:新产品', '?02,47 本年'],
    ['单位名称/曾用名', 'unknown'],
  ])('%s says more than the name: asked as %s', (path, expected) => expect(role(path)).toBe(expected));

  it('say whose row it is', () => {
    expect(role('统一社会信用代码')).toBe('creditCode');
    expect(role('组织机构代码')).toBe('organisationCode');
    expect(role('单位名称（盖章）')).toBe('name');
    expect(role('序号')).toBe('index');
  });

  it('of last year are none of a return without that column', () => {
    expect(role('新产品产值/上年', false)).toBe('unknown');
  });
});

describe('units around a table', () => {
  it('are found in brackets and rows, whatever their dress', () => {
    expect(unitInHeader('新产品产值（万元）')).toBe('万元');
    expect(unitInHeader('工业总产值(当年价格)(单位:千元)')).toBe('千元');
    expect(unitInHeader('份额(％)')).toBe('%');
    expect(unitInHeader('工业总产值(当年价格)')).toBeNull();
    expect(unitInHeader('产值(人民币万元)')).toBe('万元');
    expect(isUnitWord('（千元）')).toBe(true);
    expect(isUnitWord('台（套）')).toBe(true);
    expect(isUnitWord('万美元')).toBe(false);
    expect(unitSaid('万美元')).toBe('万美元');
    for (const none of ['', ' ', '—', '-', '——', '/']) expect(unitSaid(none)).toBeNull();
  });

  it('that contradict each other are no unit at all', () => {
    expect(bothUnits('万元', '万元')).toBe('万元');
    expect(bothUnits(null, '千元')).toBe('千元');
    expect(bothUnits('万元', '千元')).toBe('万元、千元');
  });

  it.each([
    ['单位:万元', '万元'],
    ['2015年工业企业创新情况(金额:万元)', '万元'],
    ['计量单位：千元', '千元'],
    ['金额单位：人民币万元', '万元'],
    ['(单位:元)', '元'],
    ['单位:万 元', '万元'],
    ['计 量 单 位 : 千 元', '千元'],
    ['填报单位:甲厂 金额 单位:百万 元', '百万元'],
    ['填报 单位:元通机械厂', null],
    ['单位 万元', '万元'],
    ['(金额单位千元)', '千元'],
    ['编制单位 千元', null],
    ['报表日期:2015年 单位:百万元', '百万元'],
    ['填报单位:元通机械厂', null],
    ['填报单位:万元户公司', null],
    ['单位:元通公司', null],
    ['编制单位:千元', null],
    ['单位负责人:万元', null],
  ])('%s says %s', (line, expected) => expect(moneyInLine(line)).toBe(expected));
});
