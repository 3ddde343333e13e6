import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { CellContext } from '#shared/intake/cell-reading.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import { cellOf, type Written } from '#test/fixtures/grid.ts';

const edition = loadedEdition();

/** The reading in one line: a value as JSON with ×factor, "empty", or "? kind → choices". */
function read(place: string, written: Exclude<Written, null>, more: Partial<CellContext> = {}): string {
  const [table = '', code = ''] = place.split('.');
  const field = edition.field(table, code);
  if (field === undefined) throw new Error(`no field ${place}`);
  const list = field.list === undefined ? undefined : edition.list(field.list);
  const reading = readCell(cellOf(written), {
    field,
    list,
    unit: field.unit ?? null,
    date1904: false,
    ...more,
  });
  if (reading.kind === 'empty') return 'empty';
  if (reading.kind === 'question')
    return `? ${reading.question} → ${reading.choices.map((choice) => choice.code).join(' ')}`;
  return (
    JSON.stringify(reading.value) +
    (reading.factor === undefined ? '' : ` ×${reading.factor} ${reading.readAs ?? ''}`) +
    (reading.rounded === true ? ' rounded' : '') +
    (reading.unitOfCell === true ? ' unit of cell' : '')
  );
}

describe('whole digits', () => {
  const written = ['0', '1', '7', '180400', '999999999999999', '1000000000000000', '0012', '00'];
  const formats = ['0', '#,##0', '0.00', '0%', '0!.0,"万元"', '#,##0,', '@', '0"万"'];
  const places = ['JC102.02', 'JC102.09', 'JC102.46', 'JC102.25', 'JC101.22a'];

  it('are read the short way as they are the long way', () => {
    for (const raw of written) {
      for (const format of [undefined, ...formats]) {
        for (const unit of ['千元', '万元', '元', '人', '%', '件', null]) {
          for (const place of places) {
            const cell = { type: 'number' as const, ...(format === undefined ? {} : { format }) };
            // A blank before the digits takes the long way, and means nothing.
            const [short, long] = [raw, ` ${raw}`].map((text) =>
              read(place, { ...cell, raw: text }, { unit }),
            );
            expect([place, raw, format, unit, short]).toEqual([place, raw, format, unit, long]);
          }
        }
      }
    }
  });
});

describe('money', () => {
  const money = (written: Exclude<Written, null>, unit: string | null = '千元'): string =>
    read('JC102.02', written, { unit });

  it('is converted to 千元 by the unit of the column', () => {
    expect(money(180_400)).toBe('180400');
    expect(money(18_040, '万元')).toBe('180400 ×10 万元');
    expect(money('18,040', '万元')).toBe('180400 ×10 万元');
    expect(money(1.8, '亿元')).toBe('180000 ×100000 亿元');
    expect(money(180_400_000, '元')).toBe('180400 ×0.001 元');
    expect(money(3, '百万元')).toBe('3000 ×1000 百万元');
    expect(money('0.00', '万元')).toBe('0 ×10 万元');
  });

  it('goes by the unit in the cell before that of the column, and says so where they differ', () => {
    expect(money('12万元', '千元')).toBe('120 ×10 万元 unit of cell');
    expect(money('12万元', '万元')).toBe('120 ×10 万元');
    expect(money('12.5万', '千元')).toBe('125 ×0.001 元 unit of cell');
    expect(money('5百万', null)).toBe('5000 ×0.001 元');
    expect(money('3千元', '千元')).toBe('3');
  });

  it('rounds half up and says so; a rounding that matters is asked', () => {
    expect(money(1234.5678, '万元')).toBe('12346 ×10 万元 rounded');
    expect(money(1_000_500, '元')).toBe('1001 ×0.001 元 rounded');
    expect(money(400, '元')).toBe('? rounds-away → value:0 blank skip');
    expect(money(600, '元')).toBe('? rounds-away → value:1 blank skip');
    expect(money(0.4)).toBe('? rounds-away → value:0 blank skip');
    expect(money({ raw: '3333.3333333333335', type: 'number' })).toBe('3333 rounded');
    expect(money({ raw: '0.30000000000000004', type: 'number' }, '亿元')).toBe('30000 ×100000 亿元');
    expect(money({ raw: '33.333333333333336', type: 'number' }, '万元')).toBe('333 ×10 万元 rounded');
  });

  it('takes no unit that is none of money', () => {
    expect(money('12人')).toBe('? unit-conflict → blank skip');
    expect(money('12%')).toBe('? unit-conflict → blank skip');
    expect(money(12, '%')).toBe('? unit-conflict → blank skip');
    expect(money(12, '万美元')).toBe('? unit-conflict → blank skip');
    expect(money(12, '千元、万元')).toBe('? unit-conflict → blank skip');
    expect(money({ raw: '0.12', type: 'number', format: '0.00%' })).toBe('? unit-conflict → blank skip');
  });

  it('asks about a format that shows another size than is stored', () => {
    for (const format of [
      '0!.0,"万元"',
      '#,##0,',
      '0.00,,',
      '0"."0000',
      '0\\.0,',
      '[>=10000]0!.0,"万";0',
      '0!.0000',
      '#,##0"元"',
      '0\\元',
      'General"百万元"',
      '0"000"',
      '"-"0',
      '"约"0',
      '[$€-2] #,##0',
      '0\\ "人"',
    ])
      expect(money({ raw: '1234567', type: 'number', format })).toBe('? scaled-format → keep blank skip');
    for (const format of [
      '#,##0',
      '#,##0.00',
      '#,##0_);(#,##0)',
      '0.00E+00',
      '_(* #,##0.0_)',
      '#,##0"千元"',
      '¥#,##0',
      '@',
    ])
      expect(money({ raw: '1234567', type: 'number', format })).toBe('1234567');
  });

  it('reads amounts that are spelled, and asks in what a bare sign of currency is', () => {
    expect(money('1.2千万元')).toBe('12000 ×10 万元 unit of cell');
    expect(money('1.2千万元', '万元')).toBe('12000 ×10 万元');
    expect(money('1亿5000万')).toBe('150000 ×0.001 元 unit of cell');
    expect(money('2000元整', '元')).toBe('2 ×0.001 元');
    expect(money('￥200万元', '千元')).toBe('2000 ×10 万元 unit of cell');
    expect(money('¥200000', '元')).toBe('200 ×0.001 元');
    for (const unit of ['千元', '万元', null])
      expect(money('¥200', unit)).toBe('? currency-sign → keep yuan blank skip');
    expect(read('JC102.02', '¥200', { unit: '万元', taken: { 'currency-sign': 'keep' } })).toBe(
      '2000 ×10 万元',
    );
    expect(read('JC102.02', '(¥1,234,500)', { unit: '万元', taken: { 'currency-sign': 'yuan' } })).toBe(
      '-1235 ×0.001 元 rounded unit of cell',
    );
    expect(read('JC102.09', '¥200')).toBe('? unit-conflict → blank skip');
    expect(read('JC102.46', '¥12')).toBe('? unit-conflict → blank skip');
  });

  it('offers what an unclear text may mean, in the unit of the column', () => {
    expect(money('约100', '万元')).toBe('? approximate → value:1000 blank skip');
    // As a narrow column shows 123456789: the digits behind are gone. A number is stored with all of them.
    expect(money('1.23E+08', '元')).toBe('? approximate → value:123000 blank skip');
    expect(money({ raw: '1.23E+08', type: 'number' }, '元')).toBe('123000 ×0.001 元');
    expect(money('100多万', '万元')).toBe('? approximate → value:1000 blank skip');
    expect(money('约12.5万元')).toBe('? approximate → value:125 blank skip');
    expect(money('▲12.5万元')).toBe('? negative-mark → negative blank skip');
    expect(money('—5万')).toBe('? negative-mark → negative blank skip');
    expect(money('60+40')).toBe('? sum → value:100 blank skip');
    expect(money('100-200')).toBe('? approximate → blank skip');
    expect(money('1,23')).toBe('? grouping → blank skip');
    expect(money('同上')).toBe('? same-as → blank skip');
  });

  it('never makes a number of a date, a flag, an error or a formula without a result', () => {
    expect(money({ raw: '42369', type: 'date', format: 'yyyy-m-d' })).toBe('? not-a-number → blank skip');
    expect(money({ raw: 'TRUE', type: 'boolean' })).toBe('? not-a-number → blank skip');
    expect(money({ raw: '#REF!', type: 'error' })).toBe('? error-value → blank skip');
    expect(money({ raw: '', type: 'error', formula: true, uncomputed: true })).toBe(
      '? uncomputed → blank skip',
    );
    expect(money({ raw: 'abc', type: 'number' })).toBe('? not-a-number → blank skip');
    expect(money('9'.repeat(16))).toBe('? not-a-number → blank skip');
  });

  it('keeps a blank a blank, with its reason', () => {
    expect(money('  ')).toBe('empty');
    expect(read('JC102.04', '-')).toBe('{"blank":"none"}');
    expect(read('JC102.04', '无')).toBe('{"blank":"none"}');
    expect(money('-')).toBe('? none-mark → none zero each');
    expect(money('无')).toBe('? none-mark → none zero each');
    expect(money('…')).toBe('{"blank":"unknown"}');
    expect(money('不适用')).toBe('{"blank":"not-applicable"}');
    expect(money(0)).toBe('0');
  });
});

describe('counts', () => {
  const people = (written: Exclude<Written, null>, unit: string | null = null): string =>
    read('JC102.09', written, { unit });

  it('compares the unit of the cell and of the column with the field', () => {
    expect(people('100人')).toBe('100');
    expect(people(100, '人')).toBe('100');
    expect(people('1.2万')).toBe('12000');
    expect(people('5项')).toBe('? unit-conflict → blank skip');
    expect(people('5万元')).toBe('? unit-conflict → blank skip');
    expect(people(5, '万元')).toBe('? unit-conflict → blank skip');
    expect(people(5, '千人')).toBe('? unit-conflict → blank skip');
    expect(read('JC102.18', '3家', { unit: null })).toBe('3');
    expect(read('JC102.18', '3台', { unit: null })).toBe('? unit-conflict → blank skip');
    expect(read('JC110.03', '3次', { unit: null })).toBe('3');
    expect(read('JC107.27', '1,200平方米', { unit: null })).toBe('1200');
    expect(read('JC107.27', 1200, { unit: '亩' })).toBe('? unit-conflict → blank skip');
    expect(read('ZH201.15', '12.345公顷', { unit: '公顷' })).toBe('12.35 rounded');
    expect(read('ZH201.20', '3份', { unit: '笔' })).toBe('? unit-conflict → blank skip');
  });

  it('asks about halves of people', () => {
    expect(people(0.5)).toBe('? rounds-away → value:1 blank skip');
    expect(people(1000.5)).toBe('1001 rounded');
  });

  it('reads a year with 年 behind it, and with nothing else', () => {
    expect(read('JC101.22a', '2013年')).toBe('2013');
    expect(read('JC101.22a', 2013)).toBe('2013');
    for (const raw of ['5人', '5万', '5%', '5元'])
      expect(read('JC101.22a', raw)).toMatch(/^\? unit-conflict/);
  });
});

describe('percent', () => {
  const share = (written: Exclude<Written, null>, more: Partial<CellContext> = {}): string =>
    read('JC102.46', written, more);

  it('is points, whether written with a sign, formatted or under a header', () => {
    expect(share('12%')).toBe('12');
    expect(share('12.345％')).toBe('12.35 rounded');
    expect(share(12)).toBe('12');
    expect(share({ raw: '0.12', type: 'number', format: '0%' })).toBe('12');
    expect(share({ raw: '0.125', type: 'number', format: '0.00%' })).toBe('12.5');
    expect(share('0.5%')).toBe('0.5');
    expect(share(0)).toBe('0');
  });

  it('asks whether 0.12 is a share or points, as a number or a text', () => {
    expect(share(0.12)).toBe('? percent-scale → percent share blank');
    expect(share('0.12')).toBe('? percent-scale → percent share blank');
    expect(share({ raw: '0.07', type: 'number' })).toBe('? percent-scale → percent share blank');
    expect(share('0.12', { typed: true })).toBe('0.12');
  });

  it('takes no other unit', () => {
    for (const raw of ['12人', '12万', '12百分点', '12元'])
      expect(share(raw)).toBe('? unit-conflict → blank skip');
  });
});

describe('months', () => {
  const month = (written: Exclude<Written, null>, date1904 = false): string =>
    read('JC101.11', written, { date1904 });

  it('are read from texts, from numbers that spell one, and from serials of dates', () => {
    expect(month('2015年12月')).toBe('201512');
    expect(month(201512)).toBe('201512');
    expect(month(2015.12)).toBe('201512');
    expect(month({ raw: '42369', type: 'date', format: 'yyyy-mm-dd' })).toBe('201512');
    expect(month({ raw: '40907', type: 'date' }, true)).toBe('201512');
    expect(month('不详')).toBe('{"blank":"unknown"}');
  });

  it('are asked where October may have lost its zero, or a serial shows no date', () => {
    for (const written of [2015.1, '2015.1', 42369, '15.12', 'TRUE'] as const)
      expect(month(written)).toBe('? month-unclear → blank skip');
    expect(month({ raw: '1e9', type: 'date' })).toBe('? month-unclear → blank skip');
    expect(month({ raw: 'x', type: 'date' })).toBe('? month-unclear → blank skip');
  });
});

describe('codes, flags, lists and texts', () => {
  it('reads flags by the words for them', () => {
    for (const yes of ['是', '有', '√', 'Y', 'yes', '1']) expect(read('JC101.10', yes)).toBe('true');
    for (const no of ['否', '无', '×', 'n', '0']) expect(read('JC101.10', no)).toBe('false');
    expect(read('JC101.10', { raw: 'TRUE', type: 'boolean' })).toBe('true');
    expect(read('JC101.10', '不详')).toBe('{"blank":"unknown"}');
    expect(read('JC101.10', '-')).toBe('{"blank":"none"}');
    expect(read('JC101.10', '')).toBe('empty');
    expect(read('JC101.10', '大概是')).toBe('? not-in-list → value:true value:false blank');
  });

  it('reads a code by itself, by its name, and by both', () => {
    const size = edition.list('规模');
    const [first] = size?.items ?? [];
    if (first === undefined) throw new Error('the edition has no list 规模');
    for (const raw of [
      first.code,
      first.name.zh,
      first.code + first.name.zh,
      ` ${first.code}  ${first.name.zh} `,
    ])
      expect(read('JC101.09', raw)).toBe(JSON.stringify(first.code));
    expect(read('JC101.09', '特大')).toMatch(/^\? not-in-list → value:/);
  });

  it('asks which code is meant where look-alikes share a name, and reads official names as they are', () => {
    expect(read('JC103.02', '工程研究中心')).toBe('? several-codes → value:20 value:21 blank skip');
    expect(read('JC103.02', '重点实验室')).toBe('? several-codes → value:10 value:11 value:12 blank skip');
    expect(read('JC103.02', '省级工程研究中心')).toBe('"21"');
    expect(read('JC103.02', '吉林省工程技术研究中心')).toBe('"31"');
    expect(read('JC103.02', '31 工程技术研究中心')).toBe('"31"');
    expect(read('JC104.03', '重点科技攻关')).toBe('"06"');
    expect(read('JC109D.03', '人参')).toBe('? several-codes → value:121 value:313 blank skip');
    expect(read('JC109D.03', '新能源汽车')).toBe('"201"');
    expect(read('JC104.03', '科技攻关')).toBe('? several-codes → value:02 value:06 value:08 blank skip');
    expect(read('JC103.02', '研发中心')).toBe('? not-in-list → blank skip');
  });

  it('keeps the sure codes of a cell where another is asked about', () => {
    const item = (code: string, zh: string, ...aliases: string[]) => ({
      code,
      name: { zh, en: zh },
      aliases,
    });
    const list = {
      name: '服务',
      title: { zh: '服务', en: 'Services' },
      items: [item('1', '研发', '公共'), item('2', '检测', '公共'), item('3', '培训')],
    };
    expect(read('JC103.15', '培训、公共', { list })).toBe(
      '? several-codes → value:1、3 value:2、3 blank skip',
    );
    expect(read('JC103.15', '3、1', { list })).toBe('["1","3"]');
    expect(read('JC103.15', '培训、研发、没听说过', { list })).toBe('? not-in-list → blank skip');
  });

  it('gives a number its leading zero back where no code is that short', () => {
    expect(read('JC104.03', 1)).toBe('"01"');
    expect(read('JC104.03', '1')).toBe('? not-in-list → blank skip');
    expect(read('JC103.03', 1)).toBe('"1"');
    expect(read('JC108A.04', 2)).toMatch(/^\? not-in-list → value:01 value:02a/);
  });

  it('takes codes of tables by their form, with the leading zero that a number lost', () => {
    expect(read('JC101.05', 220122)).toBe('"220122"');
    expect(read('JC101.07', { raw: '610', type: 'number' })).toBe('"0610"');
    expect(read('JC101.07', '610')).toBe('"610"');
    expect(read('JC101.05', '农安县')).toBe('? not-in-list → blank skip');
    expect(read('JC101.05', { raw: '2.2012E5', type: 'number' })).toBe('? lost-digits → blank skip');
    expect(read('JC101.05', { raw: '2E5', type: 'number' })).toBe('? lost-digits → blank skip');
  });

  it('reads several codes, each once, and asks about a part that is none', () => {
    const items = edition.list('产业链')?.items.map((item) => item.code) ?? [];
    const [a = '', b = ''] = items;
    expect(read('JC101.25', `${b}、${a}，${b}`)).toBe(JSON.stringify([a, b].sort()));
    expect(read('JC101.25', `${a}、没听说过`)).toBe('? not-in-list → blank skip');
    expect(read('JC101.25', '无')).toBe('{"blank":"none"}');
    expect(read('JC101.25', '、')).toBe('empty');
  });

  it('keeps texts, and refuses codes whose digits are gone', () => {
    expect(read('JC101.03', '  长春\u200b某某\n有限公司 ')).toBe('"长春某某 有限公司"');
    expect(read('JC101.01', '9122 0101ma0y-12340q')).toBe('"91220101MA0Y12340Q"');
    expect(read('JC101.01', { raw: '9.1220000756150003E+17', type: 'number' })).toBe(
      '? lost-digits → blank skip',
    );
    expect(read('JC101.01', { raw: '912200007561500000', type: 'number' })).toBe(
      '? lost-digits → blank skip',
    );
    expect(read('JC101.03', '长'.repeat(101))).toBe('? too-long → blank skip');
    expect(read('JC101.03', '𠮷'.repeat(100))).toBe(JSON.stringify('𠮷'.repeat(100)));
    expect(read('JC101.04', '/')).toBe('{"blank":"none"}');
    expect(read('JC101.04', '')).toBe('empty');
    expect(read('JC101.03', '=HYPERLINK("x")')).toBe('"=HYPERLINK(\\"x\\")"');
  });

  it('asks about a code or a text that a spreadsheet made a date', () => {
    for (const place of ['JC101.03', 'JC101.05', 'JC101.09', 'JC101.10', 'JC101.25'])
      expect(read(place, { raw: '42371', type: 'date', format: 'm"月"d"日"' })).toBe(
        '? turned-into-date → blank skip',
      );
  });
});
