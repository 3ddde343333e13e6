import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import {
  fieldLines,
  found,
  measured,
  ruleLine,
  sentences,
  unitWith,
  type Records,
} from '#test/fixtures/registers.ts';

const edition = loadedEdition();
const talent = { '01': '王伟', '02': '1234', '03': '甲', '04': '01', '05': '2', '08': 201406 } as const;
const visit = {
  '01': '李敏',
  '01a': '567X',
  '02': '外部:吉林农业大学',
  '03': '甲',
  '04': '2',
  '05': 201503,
  '06': 40,
  '10': true,
  '10a': 201512,
} as const;

const withRows = (id: string, rows: Records) => unitWith(id, { JC108: rows });

describe('the registers of talents and visits, JC108A and JC108B', () => {
  it('have every item, and never a whole identity number', () => {
    expect(fieldLines('JC108A')).toEqual([
      '01 text - yes',
      '02 text - yes',
      '02a month - no',
      '03 unit - yes',
      '04 code 人才计划 yes',
      '05 code 培养引进 yes',
      '06 code 产业领域 yes',
      '07 code 学历 yes',
      '07a code 职称 no',
      '08 month - yes',
      '08a text - no',
      '09 row JC104 no',
      '10 number 千元 no',
      '11 number 人 04∈{"02b","05"}',
    ]);
    expect(fieldLines('JC108B')).toEqual([
      '01 text - yes',
      '01a text - yes',
      '02 unit - yes',
      '03 unit - yes',
      '04 code 服务角色 yes',
      '05 month - yes',
      '05a month - no',
      '06 number 天 yes',
      '07 text - no',
      '08 number 项 no',
      '09 row JC104 no',
      '10 flag - yes',
      '10a month - no',
    ]);
    expect([edition.field('JC108A', '02')?.length, edition.field('JC108B', '01a')?.length]).toEqual([4, 4]);
    expect(edition.table('JC108A')).toMatchObject({ kind: 'floating', register: true });
    expect(edition.table('JC108B')).toMatchObject({ kind: 'floating', register: false });
  });

  it('checks that a person is in a programme once, as the specification writes it', () => {
    expect(ruleLine('JC108A-01-1')).toBe('A row 唯一(01,02,04 全县)');
  });

  it('keeps leading talents and outstanding teams apart, and asks where a file does not', () => {
    const items = edition.list('人才计划')?.items ?? [];
    expect(items.map((item) => item.code)).toEqual(['01', '02a', '02b', '03', '04', '05', '09']);
    expect(items.filter((item) => item.aliases.includes('领军人才和团队')).map((item) => item.code)).toEqual([
      '02a',
      '02b',
    ]);
    const unit = withRows('甲', {
      'A/1': { ...talent, '04': '02a' },
      'A/2': { ...talent, '04': '02b', '01': '赵强', '02': '0001', '11': 8 },
    });
    const persons = { aggregate: 'count', table: 'JC108A', where: '04="02a"' } as const;
    expect(measured(persons, [unit])).toBe(1);
    expect(measured({ ...persons, where: '04="02b"' }, [unit])).toBe(1);
  });
});

describe('talents', () => {
  it('are found twice over all units, namesakes and other programmes aside', () => {
    const others = withRows('乙', {
      'A/1': { ...talent, '03': '乙' },
      'A/2': { ...talent, '03': '乙', '02': '9999' },
      'A/3': { ...talent, '03': '乙', '04': '03' },
    });
    const twice = found([withRows('甲', { 'A/1': talent }), others], 'JC108A-01-1');
    expect(twice.map(({ unit, record }) => `${unit} ${record}`)).toEqual(['甲 A/1', '乙 A/1']);
    const [finding] = twice;
    if (finding === undefined) throw new Error('nothing was found');
    expect(sentences(finding)[0]).toBe(
      '“王伟”(证件末四位 1234)在计划“01 百名中青年科技创新带头人培养引进工程”中登记了不止一次:另一行由“乙”填报。',
    );
  });

  it('count where they work at the end of the year', () => {
    const count = (cells: object): number | null =>
      measured({ aggregate: 'count', table: 'JC108A' }, [withRows('甲', { 'A/1': { ...talent, ...cells } })]);
    expect(count({})).toBe(1);
    expect(count({ '08': 201601 })).toBe(0);
    expect(count({ '03': '外部:吉林大学' })).toBe(0);
  });
});

describe('the double-thousand action', () => {
  const unit = withRows('甲', {
    'B/1': visit,
    'B/2': { ...visit, '03': '乙' },
    'B/3': { ...visit, '01a': '0001', '04': '1' },
    'B/4': { ...visit, '03': '外部:某公司' },
  });

  it('counts persons and enterprises, each once', () => {
    const persons = { aggregate: 'distinct', table: 'JC108B', by: ['01', '01a', '02'] } as const;
    expect(measured({ ...persons, by: [...persons.by] }, [unit])).toBe(2);
    expect(measured({ aggregate: 'distinct', table: 'JC108B', by: ['03'] }, [unit])).toBe(2);
    expect(measured({ aggregate: 'count', table: 'JC108B', where: '04="2"' }, [unit])).toBe(2);
    expect(measured({ aggregate: 'sum', table: 'JC108B', field: '06' }, [unit])).toBe(120);
  });

  it('serves enterprises of the directory alone, within the year', () => {
    const families = ['JC108B-03-1', 'JC108B-05-1', 'JC108B-05a-1', 'JC108B-06-1', 'JC108B-06-2'];
    const other = unitWith('乙', {});
    expect(found([unit, other], ...families).map(({ rule, record }) => `${rule} ${record}`)).toEqual([
      'JC108B-03-1 B/4',
    ]);
    const wrong = withRows('甲', {
      'B/1': { ...visit, '05': 201601 },
      'B/2': { ...visit, '05': 201409, '05a': 201412 },
      'B/3': { ...visit, '06': 367 },
      'B/4': { ...visit, '06': 0 },
    });
    expect(found([wrong], ...families).map(({ rule, record }) => `${rule} ${record}`)).toEqual([
      'JC108B-05-1 B/1',
      'JC108B-05a-1 B/2',
      'JC108B-06-1 B/3',
      'JC108B-06-2 B/4',
    ]);
  });
});
