import { describe, expect, it } from 'vitest';
import {
  layoutFaults,
  laidAt,
  layoutId,
  parseLayout,
  printLayout,
  runsOf,
  withRows,
  type LaidKind,
  type RowRun,
} from '#shared/values/sheet-layout.ts';
import { layoutFaultText, layoutText } from '#shared/texts/layouts.ts';

const whole =
  'list:JC102;header:4-5;units:6;number:7;body:8-19,21-40;total:20,41;notes:42-43;C=02;D=02.上年;E=skip';

function faultOf(text: string): string {
  const parsed = parseLayout(text);
  if ('layout' in parsed) return '';
  for (const language of ['zh', 'en'] as const)
    expect(layoutFaultText(parsed.fault, language)).not.toMatch(/undefined|“”|NaN/);
  return parsed.fault.code;
}

describe('the notation of a layout', () => {
  it('prints what it reads, whatever the order and the spaces of what was typed', () => {
    const parsed = parseLayout(whole);
    expect('layout' in parsed && printLayout(parsed.layout)).toBe(whole);
    const typed =
      ' E=skip; note:42~43 ;D=02．上年；body：8-19，21-40;C=02;totals:41,20;header:4-5;unit:6; list:JC102;number:7';
    const same = parseLayout(typed.replace('unit:6', 'units:6'));
    expect('layout' in same && printLayout(same.layout)).toBe(whole);
    const form = 'form:ZH201;header:3;body:4-30;A=item;C=本年';
    const read = parseLayout(form);
    expect('layout' in read && printLayout(read.layout)).toBe(form);
  });

  it('says what a row of a form, or of a list with its units in columns, is', () => {
    for (const text of [
      'form:JC102;header:3;body:4-9;C=本年;5=03;9=skip',
      'form:JC102;header:3;body:4-9;5=03;G5=04',
      'across:JC102;header:2;body:3-9;notes:10;A=item;E=skip;4=name;5=02.上年',
    ]) {
      const parsed = parseLayout(text);
      expect('layout' in parsed && printLayout(parsed.layout)).toBe(text);
    }
    const [zh, en] = (['zh', 'en'] as const).map((language) =>
      layoutText(
        {
          code: 'form:JC102;header:3;body:4-9;5=03;G6=skip',
          details: { '03/zh': '销售额', '03/en': 'sales' },
        },
        language,
      ),
    );
    expect(zh).toContain('第 5 行为“03 销售额”,第 6 行(G 列一侧)为“不导入”');
    expect(en).toContain('row 5 is “03 sales”; row 6 (beside G) is “not imported”');
  });

  it('counts rows from 0 where it is read', () => {
    const parsed = parseLayout('list:JC102;header:4;body:5-6;AA=02');
    expect(parsed).toEqual({
      layout: {
        kind: 'list',
        table: 'JC102',
        runs: [
          { kind: 'header', from: 3, to: 3 },
          { kind: 'body', from: 4, to: 5 },
        ],
        columns: new Map([[26, '02']]),
        items: new Map(),
      },
    });
    expect(layoutId('ab12cd', '表', 3)).toBe('ab12cd:表!4/layout');
    expect(layoutId('ab12cd', '表', 3, 'H')).toBe('ab12cd:表!H:4/layout');
  });

  it.each([
    ['', 'kind-absent'],
    ['header:4;body:5-9', 'kind-absent'],
    ['list:JC1;header:4;body:5-9', 'part-unclear'],
    ['list:JC102;header:4;body:5-9;颜色:3', 'part-unclear'],
    ['list:JC102;header:4;body:5-9;=02', 'part-unclear'],
    ['list:JC102;header:4;body:5-', 'rows-unclear'],
    ['list:JC102;header:0;body:5', 'rows-unclear'],
    ['list:JC102;header:4;body:9-5', 'rows-reversed'],
    ['list:JC102;header:4-5;body:5-9', 'rows-overlap'],
    ['list:JC102;header:4;body:5-9;total:9', 'rows-overlap'],
    ['list:JC102;header:4;body:5-9,7', 'rows-overlap'],
    ['list:JC102;body:5-9', 'header-absent'],
    ['list:JC102;header:4', 'body-absent'],
    ['list:JC102;header:4;body:5-9;body:11', 'said-twice'],
    ['list:JC102;list:JC103;header:4;body:5-9', 'said-twice'],
    ['list:JC102;header:4;units:5-6;body:7-9', 'one-row-only'],
    ['list:JC102;header:4;units:9;body:5-8', 'header-below'],
    ['list:JC102;header:9;body:5-8', 'header-below'],
    ['list:JC102;header:4;body:5-8;notes:2', 'header-below'],
    ['list:JC102;header:4;body:5-9;C=02;c=03', 'column-twice'],
    ['list:JC102;header:4;body:5-9;C=02;D=02', 'meaning-twice'],
    ['list:JC102;header:4;body:5-9;5=02', 'item-in-list'],
    ['form:JC102;header:4;body:5-9;10=02', 'item-no-data'],
    ['form:JC102;header:4;body:5-9;4=02', 'item-no-data'],
    ['form:JC102;header:4;body:5-9;5=02;6=02', 'item-twice'],
    ['form:JC102;header:4;body:5-9;5=02;5=03', 'row-twice'],
    ['form:JC102;header:4;body:5-9;0=02', 'part-unclear'],
  ])('refuses %s: %s', (text, code) => expect(faultOf(text)).toBe(code));

  it('lets two columns be left out, and two blocks of a form have their years', () => {
    expect(faultOf('list:JC102;header:4;body:5-9;C=skip;D=skip;E=index;F=index')).toBe('');
    expect(faultOf('form:JC102;header:4;body:5-9;C=本年;H=本年')).toBe('');
  });

  it('says in words what it means', () => {
    const names = { '02/zh': '新产品产值', '02/en': 'output of new products' };
    expect(layoutText({ code: whole, details: names }, 'zh')).toBe(
      'JC102(一行一户):表头第 4–5 行,计量单位第 6 行,栏次第 7 行,数据第 8–19、21–40 行,合计第 20、41 行,注第 42–43 行,C 列为“02 新产品产值”,D 列为“02 新产品产值 上年”,E 列为“不导入”',
    );
    expect(layoutText({ code: whole, details: names }, 'en')).toContain(
      'D is “02 output of new products last year”',
    );
  });

  it('has a sentence for each fault', () => {
    const details = Object.fromEntries(
      [
        'part',
        'rows',
        'row',
        'one',
        'other',
        'kind',
        'column',
        'meaning',
        'table',
        'id',
        'last',
        'first',
        'next',
        'text',
      ].map((name) => [name, 'x']),
    );
    for (const code of layoutFaults)
      for (const language of ['zh', 'en'] as const) {
        const text = layoutFaultText({ code, details }, language);
        expect(text).toMatch(language === 'zh' ? /。$/u : /\.$/u);
        expect(text).not.toMatch(/undefined|“”/);
      }
  });
});

describe('runs of rows', () => {
  const kinds = (runs: readonly RowRun[], rows: number): string =>
    Array.from(
      { length: rows },
      (_, row) =>
        ({ header: 'h', units: 'u', number: 'n', body: 'b', total: 't', note: 'o' })[
          laidAt(runs, row) ?? ('' as LaidKind)
        ] ?? '.',
    ).join('');

  it('are cut and joined as rows change their kind', () => {
    const runs = runsOf({
      titleRows: [0],
      headerRows: [1, 2],
      unitsRow: 3,
      numberRow: null,
      bodyFrom: 5,
      bodyTo: 12,
      totalRows: [8, 13],
      noteRows: [14],
      leftRows: [10],
    });
    expect(kinds(runs, 16)).toBe('.hhu.bbbtb.bbto.');
    expect(kinds(withRows(runs, 3, 3, 'body'), 16)).toBe('.hhb.bbbtb.bbto.');
    expect(kinds(withRows(runs, 4, 13, 'body'), 16)).toBe('.hhubbbbbbbbbbo.');
    expect(withRows(runs, 4, 13, 'body')).toHaveLength(4);
    expect(kinds(withRows(runs, 6, 6, null), 16)).toBe('.hhu.b.btb.bbto.');
    expect(kinds(withRows(runs, 0, 15, null), 16)).toBe('................');
    expect(kinds(withRows(runs, 13, 14, 'total'), 16)).toBe('.hhu.bbbtb.bbtt.');
  });

  it('agree with a plain list of kinds, whatever is done to them', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const all = ['header', 'units', 'number', 'body', 'total', 'note', null] as const;
    let runs: readonly RowRun[] = [];
    const plain: (LaidKind | null)[] = Array.from({ length: 30 }, () => null);
    for (let step = 0; step < 2000; step++) {
      const from = random(30);
      const to = Math.min(29, from + random(6));
      const kind = all[random(all.length)] ?? null;
      runs = withRows(runs, from, to, kind);
      plain.fill(kind, from, to + 1);
      expect(plain.map((_, row) => laidAt(runs, row))).toEqual(plain);
      expect(runs.every((run, index) => run.from <= run.to && (runs[index - 1]?.to ?? -1) < run.from)).toBe(
        true,
      );
    }
  });
});
