import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { GridRow, Sheet } from '#shared/intake/grid.ts';
import { isRemembered, rememberedAnswers } from '#shared/intake/question-memory.ts';
import { questionKinds, type Notice, type QuestionKind } from '#shared/intake/staged.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

/** Asked by the matching with the directory and with what is stored, which has its own tests. */
type OfTheStore =
  | 'unit-unknown'
  | 'unit-suggested'
  | 'unit-twice'
  | 'unit-missing'
  | 'unit-in-cell'
  | 'total-row'
  | 'parent-missing'
  | 'replaces'
  | 'unit-shift'
  | 'unit-disagrees'
  | 'unit-elsewhere'
  | 'unit-namesake'
  | 'unit-renamed'
  | 'unit-place'
  | 'years-swapped'
  | 'last-year-again'
  | 'file-of-year'
  | 'rows-shifted'
  | 'layout-changed';
const ofTheStore: readonly OfTheStore[] = [
  'unit-unknown',
  'unit-suggested',
  'unit-twice',
  'unit-missing',
  'unit-in-cell',
  'total-row',
  'parent-missing',
  'replaces',
  'unit-shift',
  'unit-disagrees',
  'unit-elsewhere',
  'unit-namesake',
  'unit-renamed',
  'unit-place',
  'years-swapped',
  'last-year-again',
  'file-of-year',
  'rows-shifted',
  'layout-changed',
];

/** Asked and said about a filled-in 查询单: `test/electron/operations/query-sheets.test.ts`. */
type OfTheReply = 'reply-changed' | 'reply-text-changed' | 'reply-explanation';
const ofTheReply: readonly OfTheReply[] = ['reply-changed', 'reply-text-changed', 'reply-explanation'];

/** Said by the readers of files: `test/electron/workbook/`. */
type OfTheReader =
  | 'misnamed'
  | 'read-as'
  | 'shown-blank'
  | 'struck-by-rule'
  | 'hidden-by-rule'
  | 'cell-comment'
  | 'other-file';

/** Asked and said about what the clerk laid out: `test/shared/intake/lay-out.test.ts`. */
type OfTheClerk = 'layout' | 'unit-moved';
const ofTheClerk: readonly OfTheClerk[] = ['layout', 'unit-moved'];

/** Asked while the bytes are read, which has its own tests: `test/electron/workbook/read-text.test.ts`. */
type OfTheFile = 'encoding-unclear' | 'row-uneven';
const ofTheFile: readonly OfTheFile[] = ['encoding-unclear', 'row-uneven'];

const code = '91220101MA0Y12340Q';
const amounts = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '市场份额'];
const facts = [
  '统一社会信用代码',
  '单位详细名称',
  '开业时间',
  '企业规模',
  '法定代表人',
  '认定文号',
  '登记注册类型',
];

/** One cell of JC102.01, or of the column named, among cells that are clear. */
function amount(written: Exclude<Written, null>, header = '工业总产值', line = '单位:千元'): Sheet {
  const row = amounts.map((name, index) =>
    name === header ? written : index === 0 ? code : index === 1 ? '甲厂' : 1,
  );
  return sheetOf([[line], amounts, row]);
}

function fact(written: Exclude<Written, null>, header: string): Sheet {
  const row = facts.map((name) => (name === header ? written : name === '统一社会信用代码' ? code : null));
  return sheetOf([facts, row.map((cell, index) => (index === 1 && cell === null ? '甲厂' : cell))]);
}

/** A list of two rows of which the lower one has something struck out. */
function struck([first = null, ...rest]: readonly Written[], more: Pick<GridRow, 'struck' | 'left'>): Sheet {
  const rows = [
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['91220221702345679W', '乙厂', first, ...rest, 4],
  ];
  const sheet = sheetOf(rows);
  return { ...sheet, rows: sheet.rows.map((row) => (row.index === 3 ? { ...row, ...more } : row)) };
}

const list = (name: string): Sheet => sheetOf([['单位:千元'], amounts, [code, '甲厂', 1, 2, 3, 4]], { name });

const questions: Readonly<
  Record<Exclude<QuestionKind, OfTheStore | OfTheFile | OfTheReply | OfTheClerk>, Sheet | readonly Sheet[]>
> = {
  approximate: amount('约100'),
  grouping: amount('1,23'),
  'error-value': amount({ raw: '#DIV/0!', type: 'error', formula: true }),
  uncomputed: amount({ raw: '', type: 'error', formula: true, uncomputed: true }),
  'same-as': amount('同上'),
  'not-a-number': amount('一百'),
  'negative-mark': amount('▲120'),
  'none-mark': amount('无'),
  sum: amount('60+40'),
  'scaled-format': amount({ raw: '1234567', type: 'number', format: '0!.0,"万元"' }),
  'currency-sign': amount('¥200'),
  'lost-digits': fact({ raw: '9.1220000756150003E+17', type: 'number' }, '统一社会信用代码'),
  'turned-into-date': fact({ raw: '42371', type: 'date' }, '企业规模'),
  'percent-scale': amount(0.12, '市场份额'),
  'month-unclear': fact('2015.1', '开业时间'),
  'not-in-list': fact('特大', '企业规模'),
  'several-codes': fact('私营企业', '登记注册类型'),
  'unit-conflict': amount('12人'),
  'rounds-away': amount('400元'),
  'too-long': fact('长'.repeat(101), '单位详细名称'),
  'table-unit': amount(1, '工业总产值', '2015年度'),
  'column-unclear': sheetOf([['单位:千元'], [...amounts, '新产品产值(含税)'], [code, '甲厂', 1, 2, 3, 4, 5]]),
  'table-twice': [list('一'), { ...amount(1, '工业总产值', '单位:千元'), name: '二' }],
  'return-unclear': list('JC106'),
  'hidden-rows': sheetOf([['单位:千元'], amounts, [code, '甲厂', 1, 2, 3, 4]], { hiddenRows: [3] }),
  'hidden-columns': {
    ...sheetOf([['单位:千元'], amounts, [code, '甲厂', 1, 2, 3, 4]]),
    hiddenColumns: [3],
  },
  'struck-rows': struck([1, 3, 4], { struck: [0, 1, 2, 3, 4, 5] }),
  'struck-out': struck([1, 3, 4], { struck: [2] }),
  'struck-part': struck(['12300', 3, 4], { struck: [2], left: new Map([[2, '300']]) }),
  'other-year': amount(1, '工业总产值', '2014年度,单位:千元'),
};

const notices: Readonly<
  Record<
    Exclude<
      Notice['kind'],
      | 'row-same-twice'
      | 'codes-renumbered'
      | 'rows-joined'
      | 'unit-outside'
      | 'rows-kept'
      | 'years-same'
      | 'unit-renamed'
      | 'unit-elsewhere'
      | 'code-lost'
      | 'unit-of-file'
      | 'new-version'
      | 'filed-same'
      | 'cells-kept'
      | 'layout-differs'
      | 'left-open'
      | 'rows-left'
      | 'reply-merged'
      | 'reply-settled'
      | 'reply-must-correct'
      | OfTheReader
    >,
    Sheet | readonly Sheet[]
  >
> = {
  rounded: amount('1234.5678万元'),
  'column-unknown': sheetOf([['单位:千元'], [...amounts, '厂长津贴'], [code, '甲厂', 1, 2, 3, 4, 5]]),
  'sheet-hidden': [list('一'), { ...list('二'), hidden: true }],
  'column-headless': sheetOf([['单位:千元'], amounts, [code, '甲厂', 1, 2, 3, 4, null, 5]]),
  'rows-unread': [list('一'), sheetOf([[code, '甲厂', 1, 2, 3]], { name: '续表' })],
  'sheet-without-table': [list('一'), sheetOf([['封面']], { name: '封面' })],
  'total-differs': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['合计', null, 9, 2, 3, null],
  ]),
  'unit-converted': amount(12, '工业总产值', '单位:万元'),
  'unit-of-cell': amount('12万元'),
  'tables-both': sheetOf([
    ['单位:千元'],
    [...amounts, ...amounts],
    [code, '甲厂', 1, 2, 3, 4, '91220221702345679W', '乙厂', 1, 2, 3, 4],
  ]),
  'total-unnamed': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['91220221702345679W', '乙厂', 1, 2, 3, 4],
    [null, null, 2, 4, 6, null],
  ]),
  'unit-above': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    [],
    ['统一社会信用代码', '单位名称', '营业收入', '利润总额', '从业人员'],
    [code, '甲厂', 5, 6, 7],
  ]),
  'unit-printed': {
    ...sheetOf([amounts, [code, '甲厂', 1, 2, 3, 4]]),
    printed: { header: ['单位:万元'], footer: [] },
  },
  'unit-below': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['以下单位:万元'],
    ['91220221702345679W', '乙厂', 1, 2, 3, 4],
  ]),
  'unit-of-header': sheetOf([
    ['单位:万元'],
    ['单位名称', '工业总产值(千元)', '新产品产值(千元)', '从业人员'],
    ['甲厂', 1, 2, 3],
  ]),
  'part-rows': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['合计', null, 1, 2, 3, null],
    [null, '其中:规模以上', 1, 2, 3, null],
  ]),
  'last-year-rows': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    [null, '上年同期', 1, 2, 3, 4],
  ]),
  'total-place': sheetOf([
    ['单位:千元'],
    amounts,
    [code, '甲厂', 1, 2, 3, 4],
    ['91220221702345679W', '乙厂', 1, 2, 3, 4],
    [null, '合隆镇', 2, 4, 6, null],
  ]),
  'date-left-out': fact({ raw: '42371', type: 'date' }, '认定文号'),
  'personal-data': sheetOf([
    ['单位:千元'],
    [...amounts, '身份证号'],
    [code, '甲厂', 1, 2, 3, 4, '22012219800101123X'],
  ]),
  'private-use': sheetOf([['单位:千元'], amounts, [code, '甲\ue000厂', 1, 2, 3, 4]]),
  'none-read': amount('无', '市场份额'),
};

describe('questions', () => {
  it('are of every kind that there is', () => {
    expect(
      [...Object.keys(questions), ...ofTheStore, ...ofTheFile, ...ofTheReply, ...ofTheClerk].sort(),
    ).toEqual([...questionKinds].sort());
  });

  it.each(Object.entries(questions))(
    '%s is asked alone, worded, and answered by each of its choices',
    (kind, sheets) => {
      const file = stage(sheets);
      expect([...new Set(file.questions.map((question) => question.kind))]).toEqual([kind]);
      for (const question of file.questions) {
        expect(question.choices.length).toBeGreaterThan(1);
        for (const language of ['zh', 'en'] as const) {
          expect(questionText(question, language)).not.toMatch(/undefined|“”|NaN/);
          for (const choice of question.choices) expect(choiceText(choice, question, language)).not.toBe('');
        }
        for (const choice of question.choices) {
          const answered = stage(sheets, { [question.id]: choice.code });
          // It may lead to the next one, but never to itself.
          expect(answered.questions.map((other) => other.id)).not.toContain(question.id);
        }
      }
    },
  );

  it.each(Object.entries(questions))(
    '%s says what its answer rests on if it may be remembered',
    (kind, sheets) => {
      const memory = rememberedAnswers[kind as QuestionKind];
      for (const question of stage(sheets).questions) {
        expect(question.ground === undefined).toBe(memory.length === 0);
        const kept = question.choices.filter(({ code }) => isRemembered(question.kind, code));
        expect(kept.length > 0).toBe(memory.length > 0);
      }
    },
  );

  it.each(Object.entries(questions))('%s leaves no value where it is open', (_kind, sheets) => {
    const file = stage(sheets);
    for (const filing of file.filings)
      for (const cell of filing.cells) if (cell.question !== undefined) expect(cell.value).toBeUndefined();
  });
});

describe('notices', () => {
  it.each(Object.entries(notices))('%s is said and worded, without a question', (kind, sheets) => {
    const file = stage(sheets);
    expect(file.questions).toEqual([]);
    expect([...new Set(file.notices.map((notice) => notice.kind))]).toContain(kind);
    for (const notice of file.notices)
      for (const language of ['zh', 'en'] as const)
        expect(noticeText(notice, language)).not.toMatch(/undefined|“”|NaN/);
  });
});

describe('nothing is guessed', () => {
  /** Whatever stands in a cell of a number: what is read is 0 only for a written zero, and never without its digits. */
  it('for any of the texts that people write for nothing, zero, or something else', () => {
    const nothing = [
      '',
      ' ',
      '-',
      '—',
      '——',
      '/',
      '\\',
      '无',
      '没有',
      '不详',
      'N/A',
      '…',
      '*',
      '不适用',
      '\u00a0',
      '\u200b',
    ];
    const unclear = [
      '约0',
      '0左右',
      '同上',
      '#REF!',
      '0-0',
      '零头',
      'o',
      'O',
      '〇',
      '()',
      '(',
      '.',
      ',',
      '±0',
      '0..0',
      '0,0',
      '无0',
      '0无',
    ];
    for (const field of loadedEdition().fields('JC102').values()) {
      if (field.type !== 'number') continue;
      for (const raw of [...nothing, ...unclear]) {
        const file = stage(
          sheetOf([
            ['单位:千元'],
            ['单位名称', field.name.zh, '利润', '引进境外技术经费', '注册商标'],
            ['甲厂', raw, 1, 2, 3],
          ]),
        );
        const value = valuesOf(file)[field.code];
        expect([field.code, raw, typeof value === 'number']).toEqual([field.code, raw, false]);
        if (unclear.includes(raw))
          expect([field.code, raw, file.questions.length > 0]).toEqual([field.code, raw, true]);
      }
    }
  });
});
