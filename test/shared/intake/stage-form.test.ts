import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Sheet } from '#shared/intake/grid.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const fields = [...loadedEdition().fields('JC102').values()];

interface Form {
  /** Cells by code: 本年, 上年. */
  readonly values?: Readonly<Record<string, readonly Written[]>>;
  readonly columns?: readonly string[];
  readonly lines?: readonly (readonly Written[])[];
  readonly unit?: (unit: string) => Written;
  readonly name?: string;
}

/** The official layout: identity lines, 指标名称 计量单位 代码 本年 上年, 甲乙丙, one row for each item, a footer. */
function form({
  values = {},
  columns = ['本年', '上年'],
  lines,
  unit = (word) => word,
  name = 'JC102',
}: Form = {}): Sheet {
  return sheetOf(rows({ values, columns, unit, ...(lines === undefined ? {} : { lines }) }), { name });
}

function rows({
  values = {},
  columns = ['本年', '上年'],
  lines,
  unit = (word) => word,
}: Form): (readonly Written[])[] {
  return [
    ['工业企业产品创新情况'],
    ...(lines ?? [['统一社会信用代码:91220101MA0Y12340Q'], ['单位详细名称:长春甲有限公司', '2015年']]),
    ['指标名称', '计量单位', '代码', ...columns],
    ['甲', '乙', '丙', ...columns.map((_, index) => String(index + 1))],
    ['一、生产经营'],
    ...fields.map((field): readonly Written[] => [
      field.name.zh,
      unit(field.unit ?? '—'),
      field.code,
      ...(values[field.code] ?? [null, null]),
    ]),
    ['单位负责人:', null, '填表人:', '报出日期:2016年3月1日'],
    ['说明1. 本表由工业企业填报。'],
  ];
}

/** The row of an item, from 1, in a form with two lines above its header. */
const rowOf = (code: string): number => 7 + fields.findIndex((field) => field.code === code);

describe('a form for one enterprise', () => {
  it('asks whether a figure that is merged over both years, or over two items, is that of the second', () => {
    const at = rowOf('01');
    const merged = (range: string): Sheet =>
      sheetOf(rows({ values: { '01': [1000, null], '09': [50, 40] } }), { name: 'JC102', merges: [range] });
    const years = stage(merged(`D${at}:E${at}`));
    expect(asked(years)).toEqual([`E${at} same-as`]);
    expect(valuesOf(years)).toMatchObject({ '01': 1000, '01.上年': '?same-as', '09': 50 });
    const items = stage(merged(`D${at}:D${at + 1}`));
    expect(asked(items)).toEqual([`D${at + 1} same-as`]);
  });

  it('is read by its codes, with the unit of each row', () => {
    const file = stage(
      form({ values: { '01': [1000, 900], '09': [50, '—'], '24': ['3件', null], '46': ['12%', 0] } }),
    );
    expect(asked(file)).toEqual([]);
    expect(file.filings).toHaveLength(1);
    expect(file.filings[0]).toMatchObject({
      id: 'JC102!4',
      return: 'JC102',
      identity: { creditCode: '91220101MA0Y12340Q', name: '长春甲有限公司' },
    });
    expect(valuesOf(file)).toEqual({
      '01': 1000,
      '01.上年': 900,
      '09': 50,
      '09.上年': { blank: 'none' },
      '24': 3,
      '46': 12,
      '46.上年': 0,
    });
    expect(file.tables[0]).toMatchObject({
      layout: 'form',
      titleRows: [0, 1, 2],
      headerRows: [3],
      numberRow: 4,
      bodyFrom: 6,
      bodyTo: 5 + fields.length,
      noteRows: [6 + fields.length, 7 + fields.length],
      columns: { 3: '本年', 4: '上年' },
    });
  });

  it('says whose it is beside the label, too, and never by a mark', () => {
    const identity = (lines: readonly (readonly Written[])[]) =>
      stage(form({ lines, values: { '01': [1] } })).filings[0]?.identity;
    expect(
      identity([
        ['统一社会信用代码：', '9122 0101MA0Y12340Q'],
        ['单位名称', '甲公司'],
      ]),
    ).toEqual({
      creditCode: '91220101MA0Y12340Q',
      name: '甲公司',
    });
    expect(
      identity([['统一社会信用代码:', '无'], ['组织机构代码:756150023'], ['单位详细名称:', '单位负责人:']]),
    ).toEqual({
      organisationCode: '756150023',
    });
    expect(identity([['统一社会信用代码:'], ['填报单位(盖章):甲公司']])).toEqual({ name: '甲公司' });
  });

  it('is no filing while nothing is filled in', () => {
    const file = stage(form());
    expect(file.tables).toHaveLength(1);
    expect(file.filings).toEqual([]);
  });

  it('may head its columns by the years', () => {
    expect(valuesOf(stage(form({ columns: ['2014年', '2015年'], values: { '01': [900, 1000] } })))).toEqual({
      '01.上年': 900,
      '01': 1000,
    });
    expect(stage(form({ columns: ['2013年', '2012年'], values: { '01': [900, 1000] } })).filings).toEqual([]);
  });

  it('has the unit of its header for money, and asks where the two differ', () => {
    const columns = ['本年(万元)', '上年(万元)'];
    const without = stage(
      form({ columns, values: { '01': [100], '09': [50] }, unit: (word) => (word === '千元' ? null : word) }),
    );
    expect(valuesOf(without)).toEqual({ '01': 1000, '09': 50 });
    const file = stage(form({ columns, values: { '01': [100], '09': [50] } }));
    expect(valuesOf(file)).toEqual({ '01': '?unit-conflict', '09': 50 });
    expect(valuesOf(stage(form({ values: { '01': [100] }, unit: () => '万元' })))).toEqual({ '01': 1000 });
    expect(valuesOf(stage(form({ values: { '01': [100] }, unit: () => '万美元' })))).toEqual({
      '01': '?unit-conflict',
    });
    expect(asked(stage(form({ values: { '01': [100] }, unit: () => null })))).toEqual(['- table-unit']);
  });

  it('asks when a row was moved: the words say one item and the code another', () => {
    const edited = form({ values: { '01': [1000], '02': [300], '05': [7] } });
    const shifted: Sheet = {
      ...edited,
      rows: edited.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) =>
          cell.raw === '02' && cell.column === 2 ? { ...cell, raw: '03' } : cell,
        ),
      })),
    };
    const file = stage(shifted);
    // The row of 新产品产值 now says 03; its own 03 comes below.
    expect(asked(file)).toEqual([`C${rowOf('02')} column-unclear`]);
    expect(file.questions[0]?.choices.map((choice) => choice.code)).toEqual(['field:03', 'field:02', 'skip']);
    expect(valuesOf(file)).toEqual({ '01': 1000, '05': 7 });
    const id = file.questions[0]?.id ?? '';
    expect(valuesOf(stage(shifted, { [id]: 'field:02' }))).toEqual({ '01': 1000, '02': 300, '05': 7 });
    expect(valuesOf(stage(shifted, { [id]: 'skip' }))).toEqual({ '01': 1000, '05': 7 });
  });

  it('asks when the words beside a code name what the form has not: the code alone would bring the figure in', () => {
    const renamed = (label: string): Sheet => {
      const sheet = form({ values: { '01': [1000], '02': [300] } });
      const at = rowOf('02') - 1;
      const cells = (row: Sheet['rows'][number]) =>
        row.cells.map((cell) => (cell.column === 0 ? { ...cell, raw: label } : cell));
      return {
        ...sheet,
        rows: sheet.rows.map((row) => (row.index === at ? { ...row, cells: cells(row) } : row)),
      };
    };
    const file = stage(renamed('工业增加值'));
    expect(asked(file)).toEqual([`C${rowOf('02')} column-unclear`]);
    expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual(['field:02', 'skip']);
    expect(valuesOf(file)).toEqual({ '01': 1000 });
    const id = file.questions[0]?.id ?? '';
    expect(valuesOf(stage(renamed('工业增加值'), { [id]: 'field:02' }))).toEqual({ '01': 1000, '02': 300 });
    for (const label of ['新产品产值率', '新产品产值比上年增长'])
      expect(asked(stage(renamed(label))), label).toEqual([`C${rowOf('02')} column-unclear`]);
    // A little more, or less, than the form says is its own name still.
    for (const label of ['新产品产值(含税)', '其中:新产品产值合计', '新产品'])
      expect(asked(stage(renamed(label))), label).toEqual([]);
  });

  it('asks about a code that is there twice, and names rows that are no item', () => {
    const sheet = sheetOf([
      ...rows({ values: { '01': [1000] } }),
      ['工业总产值', '千元', '01', 2000, null],
      ['厂长津贴', '千元', '99', 5, null],
      ['人均产值', '千元', null, 20, null],
    ]);
    const file = stage(sheet);
    const after = fields.length + 9;
    expect(asked(file)).toEqual([`C${after} column-unclear`]);
    expect(said(file)).toEqual([`C${after + 1} column-unknown`, `C${after + 2} column-unknown`]);
    // Neither counts until it is answered: the rest may be written before.
    expect(valuesOf(file)).toEqual({ '01': '?column-unclear' });
    expect(valuesOf(stage(sheet, { [file.questions[0]?.id ?? '']: 'this' }))).toEqual({ '01': 2000 });
  });

  it('asks what a row is whose code is gone', () => {
    const sheet = form({ values: { '01': [1000], '02': [300] } });
    const bare: Sheet = {
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: row.cells.filter((cell) => cell.column !== 2 || cell.raw !== '02'),
      })),
    };
    const file = stage(bare);
    expect(
      file.questions.map((question) => [question.kind, question.choices.map((choice) => choice.code)]),
    ).toEqual([['column-unclear', ['field:02', 'skip']]]);
    expect(valuesOf(file)).toEqual({ '01': 1000 });
  });

  it('is read from two blocks side by side', () => {
    const half = Math.ceil(fields.length / 2);
    const item = (at: number, values: readonly Written[]): readonly Written[] => {
      const field = fields[at];
      return field === undefined
        ? [null, null, null, null]
        : [field.name.zh, field.unit ?? '—', field.code, ...values];
    };
    const sheet = sheetOf([
      ['单位名称:甲公司'],
      ['指标名称', '计量单位', '代码', '本年', '指标名称', '计量单位', '代码', '本年'],
      ...Array.from({ length: half }, (_, at) => [...item(at, [at]), ...item(half + at, [100 + at])]),
    ]);
    const file = stage(sheet);
    const expected = Object.fromEntries(
      fields
        .map((field, at) => [field.code, at < half ? at : 100 + at - half] as const)
        .filter(([code]) => code !== '45'),
    );
    expect(valuesOf(file)).toMatchObject(expected);
    expect(Object.keys(valuesOf(file))).toHaveLength(fields.length);
  });

  it('asks which of two columns of the same year counts', () => {
    const sheet = form({ columns: ['本年', '本年'], values: { '01': [1000, 2000] } });
    const file = stage(sheet);
    expect(asked(file)).toEqual(['E4 column-unclear']);
    expect(valuesOf(file)).toEqual({ '01': '?column-unclear' });
    expect(valuesOf(stage(sheet, { [file.questions[0]?.id ?? '']: 'this' }))).toEqual({ '01': 2000 });
  });

  it('may stand twice on a sheet: each has its own owner', () => {
    const sheet = sheetOf([
      ...rows({ values: { '01': [1000] } }),
      [],
      ...rows({ values: { '01': [2000] }, lines: [['单位名称:乙公司'], ['2015年']] }),
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(file.filings.map((filing) => [filing.identity.name, valuesOf(file, filing)])).toEqual([
      ['长春甲有限公司', { '01': 1000 }],
      ['乙公司', { '01': 2000 }],
    ]);
    expect(new Set(file.filings.map((filing) => filing.id)).size).toBe(2);
    const nameless = stage(
      sheetOf([
        ...rows({ values: { '01': [1000] } }),
        [],
        ...rows({ values: { '01': [2000] }, lines: [['2015年']] }),
      ]),
    );
    expect(nameless.filings[1]?.identity).toEqual({});
  });

  it('asks about a formula that was never computed, also where it is all that its row has', () => {
    const open = { raw: '', type: 'error' as const, formula: true, uncomputed: true };
    const file = stage(
      form({ values: { '01': [100, 90], '05': [open], '12': [open, open], '13': [7, open] } }),
    );
    const places = ['05', '12', '13'].map(rowOf);
    expect(asked(file)).toEqual([
      `D${places[0]} uncomputed`,
      `D${places[1]} uncomputed`,
      `E${places[1]} uncomputed`,
      `E${places[2]} uncomputed`,
    ]);
    const odd = stage(
      sheetOf([
        ['单位名称:甲厂'],
        ['单位:千元'],
        ['指标名称', '代码', '本年'],
        ['工业总产值', '01', 100],
        ['从业人员', '09', 50],
        ['营业收入', null, open],
      ]),
    );
    expect(asked(odd)).toEqual(['B6 column-unclear']);
  });

  it('names the filing in its questions', () => {
    const file = stage(form({ values: { '01': ['约100'] } }));
    expect(file.questions[0]).toMatchObject({ filing: 'JC102!4', field: '01', cell: 'D7', raw: '约100' });
  });

  it('may have two items, where their words agree with their codes; without codes three, of a unit that is named', () => {
    const title = ['产品创新情况'];
    const unit = ['单位名称:长春甲有限公司', null, null, '单位:千元'];
    const coded = (...items: readonly (readonly Written[])[]) =>
      stage(sheetOf([title, unit, ['指标名称', '计量单位', '代码', '本年'], ...items]));
    const two = coded(['工业总产值', '千元', '01', 100], ['从业人员', '人', '09', 50]);
    expect([asked(two), valuesOf(two)]).toEqual([[], { '01': 100, '09': 50 }]);
    // One that is certain is enough to ask about the other.
    const odd = coded(['厂房', '千元', '01', 100], ['从业人员', '人', '09', 50]);
    expect([asked(odd), valuesOf(odd)]).toEqual([['C4 column-unclear'], { '09': 50 }]);
    expect(coded(['厂房', '千元', '01', 100], ['厂长', '人', '09', 50]).tables).toEqual([]);
    const named = (line: readonly Written[]) =>
      stage(
        sheetOf([
          title,
          line,
          ['指标名称', '本年'],
          ['工业总产值', 100],
          ['新产品产值', 30],
          ['从业人员', 50],
        ]),
      );
    expect(valuesOf(named(unit))).toEqual({ '01': 100, '02': 30, '09': 50 });
    expect(named(['单位:千元']).tables).toEqual([]);
  });

  it('of which one item is certain, and too few for a form, is asked about row by row: any item is an answer', () => {
    const short = (line: readonly Written[], ...more: readonly (readonly Written[])[]) =>
      sheetOf([line, ['指标名称', '代码', '本年'], ['工业总产值', '01', 100], ...more]);
    const owner = ['单位名称:长春甲有限公司', null, '单位:千元'];
    const sheet = short(owner, ['新品产出', '02', 30], ['新品外销', null, 7], ['厂长', null, '王五']);
    const file = stage(sheet);
    expect(asked(file)).toEqual(['B4 column-unclear', 'B5 column-unclear']);
    expect(file.questions.map(({ choices }) => choices.map(({ code }) => code))).toEqual([
      ['field:02', 'skip'],
      ['skip'],
    ]);
    for (const language of ['zh', 'en'] as const)
      expect(questionText(file.questions[1]!, language)).toContain('“新品外销”');
    expect(valuesOf(file)).toEqual({ '01': 100 });
    const [first = '', second = ''] = file.questions.map(({ id }) => id);
    const answered = stage(sheet, { [first]: 'field:04', [second]: 'field:03' });
    expect([asked(answered), valuesOf(answered)]).toEqual([[], { '01': 100, '04': 30, '03': 7 }]);
    expect(asked(stage(sheet, { [first]: 'field:77', [second]: 'skip' }))).toEqual(['B4 column-unclear']);
    expect(
      stage(short(owner, ...Array.from({ length: 9 }, (_, at) => [`某${at}`, `1${at}x`, 1]))).tables,
    ).toEqual([]);
  });
});
