import { describe, expect, it } from 'vitest';
import { questionText } from '#shared/texts/questions.ts';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

function fail(): never {
  throw new Error('none');
}

/** Questions that one answer settles for all cells that are written alike. */

const header = ['单位名称', '工业总产值', '新产品产值', '从业人员', '市场份额'];

function list(...rows: readonly (readonly Written[])[]) {
  return sheetOf([['单位:千元'], header, ...rows.map((row, index) => [`${index + 1}厂`, ...row])]);
}

function column(sheet: ReturnType<typeof list>, key: string, answers: Record<string, string> = {}) {
  const file = stage(sheet, answers);
  return file.filings.map((filing) => valuesOf(file, filing)[key]);
}

describe('a column of shares', () => {
  const shares = list([1, 2, 3, 0.12], [1, 2, 3, 0.5], [1, 2, 3, -0.07], [1, 2, 3, 0]);
  const place = 'x:表!E2/percent-scale';

  it('is asked about once', () => {
    expect(asked(stage(shares))).toEqual(['E3 percent-scale']);
    expect(column(shares, '46')).toEqual(['?percent-scale', '?percent-scale', '?percent-scale', 0]);
  });

  it('is read as it was answered', () => {
    expect(column(shares, '46', { [place]: 'share' })).toEqual([12, 50, -7, 0]);
    expect(column(shares, '46', { [place]: 'percent' })).toEqual([0.12, 0.5, -0.07, 0]);
    const left = stage(shares, { [place]: 'blank' });
    expect(left.questions).toEqual([]);
    expect(valuesOf(left)['46']).toEqual({ blank: 'unknown' });
  });

  it('is asked by itself whether 1 is a hundred percent, and never where the cell says so', () => {
    const sheet = list([1, 2, 3, 0.12], [1, 2, 3, 1], [1, 2, 3, '30%'], [1, 2, 3, 45]);
    const file = stage(sheet, { [place]: 'share' });
    expect(asked(file)).toEqual(['E4 percent-scale', 'E6 percent-scale']);
    expect(file.questions.map(({ choices }) => choices.map(({ code }) => code).join(' '))).toEqual([
      'value:1 value:100 blank',
      'value:45 value:4500 blank',
    ]);
    expect(new Set(file.questions.map(({ group }) => group)).size).toBe(2);
    const answers = {
      [place]: 'share',
      'x:表!E4/percent-scale': 'value:100',
      'x:表!E6/percent-scale': 'value:45',
    };
    expect(column(sheet, '46', answers)).toEqual([12, 100, 30, 45]);
    expect(column(sheet, '46', { [place]: 'percent' })).toEqual([0.12, 1, 30, 45]);
  });
});

describe('a mark before numbers', () => {
  const sheet = list(['▲120', 2, 3, 4], ['▲1.5万元', 5, 3, 4], ['△7', 8, 3, 4], ['▲约', 8, 3, 4]);

  it('is asked about once a table, each mark for itself; what is no number, by the cell', () => {
    expect(asked(stage(sheet))).toEqual(['B3 negative-mark', 'B5 negative-mark', 'B6 not-a-number']);
    const answers = { 'x:表!2=▲/negative-mark': 'negative' };
    expect(column(sheet, '01', answers)).toEqual([-120, -15, '?negative-mark', '?not-a-number']);
  });

  it('leaves its cells out where they are not wanted', () => {
    const file = stage(sheet, { 'x:表!2=▲/negative-mark': 'skip' });
    expect(valuesOf(file)['01']).toBeUndefined();
  });
});

describe('无 or a dash for a figure that must be filled', () => {
  const sheet = list(['无', 2, '—', 4], ['无', 5, '——', '无'], [7, 8, 3, 4], ['—', 8, 3, 4]);
  const [none, dash] = ['x:表!B2=无/none-mark', 'x:表!B2=—/none-mark'];

  it('is asked about once a column and mark, and not where the item may stay empty', () => {
    expect(asked(stage(sheet))).toEqual(['B3 none-mark', 'D3 none-mark', 'B6 none-mark']);
    expect(questionText(stage(sheet).questions[0] ?? fail(), 'zh')).toBe(
      '必填的“01 工业总产值(当年价格)”有的写“无”:是没有数(按空记,审核时会要求补报),还是 0?',
    );
    expect(column(sheet, '46')).toEqual([4, { blank: 'none' }, 4, 4]);
  });

  it('is 0 throughout the column, or no figure, as it was answered; the other mark is still open', () => {
    const zero = column(sheet, '01', { [none]: 'zero' });
    expect(zero).toEqual([0, 0, 7, '?none-mark']);
    const left = column(sheet, '01', { [none]: 'none', [dash]: 'zero' });
    expect(left).toEqual([{ blank: 'none' }, { blank: 'none' }, 7, 0]);
    expect(column(sheet, '09', { [none]: 'zero' })).toEqual(['?none-mark', '?none-mark', 3, 3]);
  });

  it('is looked at cell by cell where that is wanted', () => {
    const each = { [none]: 'each' };
    expect(asked(stage(sheet, each)).slice(0, 1)).toEqual(['B3 none-mark']);
    const answers = { ...each, 'x:表!B3/none-mark': 'value:0', 'x:表!B4/none-mark': 'none' };
    expect(column(sheet, '01', answers).slice(0, 2)).toEqual([0, { blank: 'none' }]);
    expect(column(sheet, '01', each).slice(0, 2)).toEqual(['?none-mark', '?none-mark']);
  });
});

describe('a format that shows another size than is stored', () => {
  const shown = (raw: string, format = '0!.0,"万元"') => ({ raw, type: 'number' as const, format });
  const sheet = list([shown('1234567'), 2, 3, 4], [shown('4500'), 5, 3, 4], [shown('8', '0.0,'), 8, 3, 4]);

  it('is asked about once a column and format', () => {
    const file = stage(sheet);
    expect(asked(file)).toEqual(['B3 scaled-format', 'B5 scaled-format']);
    const answers = Object.fromEntries(file.questions.map(({ id }) => [id, 'keep']));
    expect(column(sheet, '01', answers)).toEqual([1_234_567, 4500, 8]);
  });
});

describe('a cell of which two things are asked', () => {
  it('is read once both are answered', () => {
    const sheet = list(['▲¥120', 2, 3, '▲0.12'], ['¥1,500', 5, 3, 4]);
    const mark = { 'x:表!2=▲/negative-mark': 'negative' };
    expect(asked(stage(sheet))).toEqual(['B3 negative-mark', 'B4 currency-sign']);
    expect(asked(stage(sheet, mark))).toEqual(['B3 currency-sign', 'E3 percent-scale']);
    const answers = {
      ...mark,
      'x:表!2=¥ 千元/currency-sign': 'keep',
      'x:表!E2/percent-scale': 'share',
    };
    expect(asked(stage(sheet, answers))).toEqual(['E4 percent-scale']);
    expect(column(sheet, '01', answers)).toEqual([-120, 1500]);
    expect(column(sheet, '46', answers)[0]).toBe(-12);
    expect(column(sheet, '01', { ...answers, 'x:表!2=¥ 千元/currency-sign': 'yuan' })[1]).toBe(
      '?rounds-away',
    );
  });
});
