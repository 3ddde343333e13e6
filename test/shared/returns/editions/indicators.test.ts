import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { measuresOf } from '#shared/returns/tables.ts';
import type { Cells } from '#shared/values/cell.ts';
import { returnOf } from '#shared/values/record.ts';
import { indicatorsOf, type County, type Filed } from '#test/fixtures/county.ts';
import { plain, policyDocument } from '#test/fixtures/documents.ts';

const edition = loadedEdition();

/** A county of one unit, with what it filed in 2015 and in 2014. */
function unit(id: string, kind: string, filed: Filed, before: Filed = {}): County {
  return { [id]: { kind, filed, before } };
}

function valuesOf(units: readonly County[], codes: readonly string[]): readonly (number | null)[] {
  return indicatorsOf(edition, Object.assign({}, ...units) as County, codes);
}

const platform = (type: string, level: string, also: Cells = {}): Cells => ({
  '01': `平台${type}${level}`,
  '02': type,
  '03': level,
  '04': 'host',
  '07': 201203,
  '08': '2',
  ...also,
});

describe('the catalogue', () => {
  const codes = edition.edition.indicators.map(({ code }) => code);

  it('has every indicator of both documents and the ten of the audit', () => {
    const bare = new Set(codes.map((code) => code.slice(0, 4)));
    expect([...bare].sort()).toEqual(
      Array.from({ length: 137 }, (_, at) => `I${String(at + 1).padStart(3, '0')}`),
    );
  });

  it('splits each code that holds two measures, and each measure has one unit', () => {
    const split = [18, 49, 53, 57, 70, 72, 75, 84, 87, 92, 99, 101, 104, 106, 108, 112, 113, 115, 116, 117];
    for (const number of [...split, 126, 127]) {
      const code = `I${String(number).padStart(3, '0')}`;
      expect(codes, code).not.toContain(code);
      expect(codes, code).toEqual(expect.arrayContaining([`${code}.1`, `${code}.2`]));
    }
    for (const { code, unit: measured } of edition.edition.indicators)
      expect(measured, code).not.toMatch(/[/、]/);
  });

  it('shows each indicator once in ZH301, those of the targets first', () => {
    const layout = edition.return('ZH301')?.computed;
    const sections = layout?.kind === 'indicators' ? layout.sections : [];
    const rows = sections.flatMap((section) => section.rows);
    expect([...rows].sort()).toEqual([...codes].sort());
    const first = sections.slice(0, 4).flatMap((section) => section.rows);
    const range = (from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, at) => `I${String(from + at).padStart(3, '0')}`);
    expect(first).toEqual([
      ...['I001', 'I003', 'I004', 'I005', ...range(7, 17), 'I019', ...range(20, 28), ...range(31, 34)],
      ...[...range(36, 39), 'I066', 'I071', 'I114'],
    ]);
    // A headline that moved has to be explained before the county signs off.
    const moved = edition.edition.rules.find(({ id }) => id === 'PK000-3');
    expect(moved?.each?.fields).toEqual(first);
  });

  it('has in ZH302 every number of JC102 that can be added', () => {
    const layout = edition.return('ZH302')?.computed;
    const columns = layout?.kind === 'cross' ? layout.columns : [];
    const shown = columns.flatMap((column) => (column.kind === 'field' ? [column.field] : []));
    const added = [...edition.fields('JC102').values()]
      .filter(({ type, unit: measured }) => type === 'number' && measured !== '%')
      .map(({ code }) => code);
    expect([...shown].sort()).toEqual(added.sort());
  });

  it('says of what only the province can settle that it is open', () => {
    for (const { code, formula, caveat, reports } of edition.edition.indicators)
      if (formula.kind === 'supplied' || formula.kind === 'gap')
        expect([code, reports, caveat !== undefined]).toEqual([code, ['省'], true]);
    for (const code of ['I003', 'I004', 'I005', 'I017', 'I028', 'I024', 'I062.1', 'I020'])
      expect(
        edition.edition.indicators.find((indicator) => indicator.code === code)?.caveat?.zh,
        code,
      ).toContain('待省级明确');
  });

  it('asks only units that owe the returns it reads', () => {
    const kinds = (table: string): readonly string[] =>
      edition.return(returnOf(table))?.population.kinds ?? [];
    for (const { code, formula, reports } of edition.edition.indicators) {
      const tables =
        formula.kind === 'list' ? [formula.table] : measuresOf(formula).map(({ table }) => table);
      for (const table of tables) expect(kinds(table), code).toEqual(expect.arrayContaining(reports));
    }
  });

  it('is in the unit of the items that it adds up, and as exact as they are', () => {
    for (const { code, unit: measured, decimals, formula } of edition.edition.indicators) {
      if (formula.kind !== 'total') continue;
      for (const { aggregate, table, field } of formula.of) {
        const item = aggregate === 'sum' ? edition.field(table, field ?? '') : undefined;
        if (item === undefined) continue;
        // Enterprises that several rows or policies may count are 户次.
        expect([item.unit, `${String(item.unit)}次`], code).toContain(measured);
        expect([code, decimals]).toEqual([code, item.decimals ?? 0]);
      }
    }
  });

  it('takes years together where it is cumulative, and nowhere else', () => {
    for (const { code, formula, tense } of edition.edition.indicators) {
      const since = measuresOf(formula).map((measure) => measure.since);
      expect([code, tense === 'cumulative']).toEqual([code, since.includes(2011)]);
      for (const { aggregate, since: from } of measuresOf(formula))
        if (from !== undefined) expect([code, aggregate]).toEqual([code, 'distinct']);
    }
  });

  it('takes each department from its own paragraph of the annex, or marks it as inferred', () => {
    const document = policyDocument('S14');
    const headings = Object.entries({
      工信厅: '省工业信息化厅。',
      发展改革委: '省发展改革委。',
      科技厅: '省科技厅。',
      质监局: '省质监局。',
      工商局: '省工商局。',
    });
    const annex = document.text.slice(document.sections.get('附件')?.from);
    const begins = headings.map(([, heading]) => annex.indexOf(heading));
    const paragraph = new Map(
      headings.map(([code], at) => [code, annex.slice(begins[at], begins[at + 1])] as const),
    );
    for (const { code, department, source } of edition.edition.indicators) {
      if (department === undefined || department.inferred) continue;
      const words = source.filter(({ section }) => section === '附件').map(({ quote }) => plain(quote));
      const own = paragraph.get(department.code) ?? '';
      expect([code, words.some((quote) => own.includes(quote))]).toEqual([code, true]);
    }
    const inferred = new Map(
      edition.edition.indicators.map((item) => [item.code, item.department?.inferred]),
    );
    for (const code of ['I044', 'I066', 'I070.1', 'I071', 'I074', 'I091', 'I093', 'I094', 'I119'])
      expect(inferred.get(code), code).toBe(true);
    for (const code of ['I031', 'I034', 'I007', 'I010', 'I011', 'I016', 'I041', 'I080', 'I121'])
      expect(inferred.get(code), code).toBe(false);
  });
});

describe('platforms', () => {
  it('count once approved and until they are revoked', () => {
    const host = unit('host', '高校', {
      JC103: [
        platform('11', '2'),
        platform('11', '2', { '01': '乙', '08': '4', '09': 201510 }),
        platform('11', '2', { '01': '丙', '07': 201601 }),
        platform('11', '2', { '01': '丁', '04': '外部:某大学' }),
      ],
    });
    expect(valuesOf([host], ['I007', 'I026'])).toEqual([1, 1]);
  });

  it('of the two plans stay apart', () => {
    const types = ['01', '02', '03', '10', '11', '12', '20', '21', '22', '23', '30', '31'];
    const host = unit('host', '企业', { JC103: types.map((type) => platform(type, '2')) });
    expect(valuesOf([host], ['I007', 'I026'])).toEqual([3, 1]);
    expect(valuesOf([host], ['I008', 'I024'])).toEqual([4, 2]);
    expect(valuesOf([host], ['I009', 'I041', 'I042', 'I043'])).toEqual([2, 1, 1, 1]);
  });

  it('count by the level that the document asks for', () => {
    const levels = ['1', '2', '3', '4'];
    const host = unit('host', '院所', { JC103: levels.map((level) => platform('42', level)) });
    expect(valuesOf([host], ['I013'])).toEqual([2]);
  });

  it('of enterprises are a share of all', () => {
    const enterprise = unit('a', '企业', { JC103: [platform('21', '2'), platform('50', '2')] });
    const university = unit('b', '高校', {
      JC103: [platform('21', '2'), platform('23', '2'), platform('50', '2'), platform('48', '9')],
    });
    expect(valuesOf([enterprise, university], ['I134.2', 'I027'])).toEqual([33.33, 1]);
    // A laboratory of an enterprise inside a university is not one of the units built jointly.
    expect(valuesOf([enterprise, university], ['I111', 'I074'])).toEqual([1, 0]);
  });

  it('that nobody filed are not known, and filed without any are none', () => {
    expect(valuesOf([], ['I007'])).toEqual([null]);
    expect(valuesOf([unit('a', '企业', { JC103: [] })], ['I007'])).toEqual([0]);
  });
});

describe('projects', () => {
  const project = (plan: string, number: string, approved: number, also: Cells = {}): Cells => ({
    '01': number,
    '03': plan,
    '05': 'a',
    '06': approved,
    '07': 201612,
    '23a': approved,
    ...also,
  });

  it('that run for years count once in a total, and in the year of approval in a yearly number', () => {
    const rows = [project('01', '甲', 201305), project('03', '乙', 201305), project('03', '丙', 201503)];
    const before = [project('01', '甲', 201305), project('03', '乙', 201305), project('01', '丁', 201210)];
    const enterprise = unit('a', '企业', { JC104: rows }, { JC104: before });
    expect(valuesOf([enterprise], ['I020', 'I031'])).toEqual([2, 1]);
  });

  it('established before the plan are told by their mark, not by a date', () => {
    const enterprise = unit('a', '企业', {
      JC104: [
        project('01', '甲', 201006, { '24': true }),
        project('01', '乙', 201110, { '24': false }),
        project('02', '丙', 201006, { '24': true }),
        project('02', '丁', 201402, { '24': false }),
      ],
    });
    expect(valuesOf([enterprise], ['I020', 'I029', 'I030.1', 'I030.2'])).toEqual([2, 1, 1, 2]);
  });

  it('of like-named programmes stay apart', () => {
    const enterprise = unit('a', '企业', {
      JC104: ['01', '03', '02', '06', '05', '07'].map((plan) => project(plan, `p${plan}`, 201503)),
    });
    expect(valuesOf([enterprise], ['I020', 'I031', 'I030.2', 'I034', 'I033', 'I080'])).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });
});

describe('people', () => {
  it('count once over the years, trained and recruited apart', () => {
    const leader = (name: string, how: string): Cells => ({
      '01': name,
      '02': '1234',
      '03': 'a',
      '04': '01',
      '05': how,
      '08': 201406,
    });
    const institute = unit(
      'a',
      '院所',
      { JC108A: [leader('王伟', '1'), leader('李静', '2')] },
      { JC108A: [leader('王伟', '1'), leader('张强', '1')] },
    );
    expect(valuesOf([institute], ['I028', 'I028.1', 'I028.2'])).toEqual([3, 2, 1]);
  });

  it('sent to enterprises count as persons, the enterprises as units', () => {
    const visit = (name: string, to: string, role = '1'): Cells => ({
      '01': name,
      '01a': '1234',
      '02': 'a',
      '03': to,
      '04': role,
      '05': 201503,
    });
    const university = unit('a', '高校', {
      JC108B: [visit('王伟', 'x'), visit('王伟', 'y', '2'), visit('李静', 'x')],
    });
    expect(valuesOf([university], ['I038', 'I039', 'I040'])).toEqual([2, 2, 1]);
  });
});

describe('enterprises', () => {
  const facts = (also: Cells = {}): Cells => ({ '07': '3660', '10': true, '12': '1', ...also });

  it('of the designated size alone make the ratio of new products, by their sums', () => {
    const units = [
      unit('a', '企业', { JC101: facts(), JC102: { '01': 900, '02': 90 } }),
      unit('b', '企业', { JC101: facts(), JC102: { '01': 100, '02': 90 } }),
      unit('c', '企业', { JC101: facts({ '10': false }), JC102: { '01': 1000, '02': 1000 } }),
    ];
    expect(valuesOf(units, ['I001'])).toEqual([18]);
  });

  it('make the local sourcing ratios by their chain', () => {
    const parts = (chain: string, all: number, local: number): Filed => ({
      JC101: facts({ '25': [chain] }),
      JC102: { '43': all, '44': local },
    });
    const units = [unit('a', '企业', parts('341', 100, 50)), unit('b', '企业', parts('303', 200, 50))];
    expect(valuesOf(units, ['I004', 'I005'])).toEqual([50, 25]);
  });

  it('of industry hold the marks that count while they are valid', () => {
    const mark = (kind: string, until: number | null): Cells => ({
      '01': kind,
      '02': `商标${kind}`,
      '07': 201203,
      ...(until === null ? {} : { '08': until }),
      '09': 'a',
    });
    const marks = [mark('2', 201512), mark('2', 201511), mark('3', 201612), mark('1', null)];
    const units = [
      unit('a', '企业', { JC101: facts(), JC109B: marks }),
      unit('b', '企业', { JC101: facts({ '07': '5219' }), JC109B: [mark('2', 201612)] }),
    ];
    expect(valuesOf(units, ['I015', 'I016', 'I089'])).toEqual([1, 1, 1]);
  });

  it('report standards of all products and of those in key fields apart', () => {
    const filed = { JC109A: { '01': 10, '02': 9, '05': 4, '06': 3, '09': 7, '07': true } };
    expect(valuesOf([unit('a', '企业', filed)], ['I017', 'I019', 'I085', 'I086'])).toEqual([90, 75, 7, 1]);
  });

  it('spend on innovation, upgrading and marketing together', () => {
    const filed = { JC102: { '12': 100, '17': 60, '36': 20, '40': 3 } };
    expect(valuesOf([unit('a', '企业', filed)], ['I119', 'I071'])).toEqual([123, 60]);
  });
});

describe('bases, incubators and the county', () => {
  it('count the six first bases, and incubators of the province alone', () => {
    const base = (id: string, kind: string, batch?: string): County =>
      unit(id, '基地', {
        JC106: {
          '01': id,
          '02': kind,
          ...(batch === undefined ? {} : { '03': batch }),
          '10': 100,
          '24': 201112,
          '26': '2',
        },
      });
    const bases = [base('碳纤维', '1', '1'), base('中俄', '4', '1'), base('新', '1', '2'), base('品牌', '2')];
    expect(valuesOf(bases, ['I023', 'I035', 'I091', 'I133.3'])).toEqual([3, 2, 1, 300]);
    const hatchery = (id: string, kind: string, level: string): County =>
      unit(id, '孵化器', {
        JC107: { '01': id, '03': kind, '04': level, '05': 201001, '41': '2', '32': 5 },
      });
    const hatcheries = [hatchery('a', '1', '2'), hatchery('b', '1', '1'), hatchery('c', '2', '2')];
    expect(valuesOf(hatcheries, ['I025', 'I054', 'I133.1'])).toEqual([1, 1, 15]);
  });

  it('keep the two funds apart that the documents ask for', () => {
    const filed = { ZH201: { '01': true, '04': 500, '05': 300, '06': 200, '42': 400, '43': 100 } };
    expect(valuesOf([unit('县', '县', filed)], ['I114', 'I114.1', 'I118', 'I112.1'])).toEqual([
      500, 300, 400, 1,
    ]);
  });

  it('close complaints as a share of those closed and still open', () => {
    const filed = { ZH202: { '15': 40, '16': 30, '24': 10 } };
    expect(valuesOf([unit('县', '县', filed)], ['I063.1', 'I063.2', 'I063.3'])).toEqual([40, 30, 75]);
  });
});
