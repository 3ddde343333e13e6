import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteChange } from '#electron/store/changes.ts';
import { recipes } from '#electron/store/recipes.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { chosenText, questionText } from '#shared/texts/questions.ts';
import { Office, refusalOf, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
afterAll(() => office.close());

const [last, year, next] = [2015, 2016, 2017];
const park = soundUnits.slice(0, 4);
const others = soundUnits.slice(4, 8);

type Row = readonly (string | number)[];
const header = ['工业总产值', '新产品产值', '从业人员', '市场份额', '利润'];
const rows = (factor = 1): readonly Row[] => [
  [100 * factor, 30 * factor, 50 + factor, 0.12, '▲7'],
  [210 * factor, 60 * factor, 70 + factor, 0.3, 12],
  [330 * factor, 90 * factor, 90 + factor, 0.05, '▲15'],
  [450 * factor, 20 * factor, 20 + factor, 0.5, 16],
];

interface Sent {
  readonly of?: typeof park;
  readonly header?: readonly string[];
  readonly line?: string;
  readonly body?: readonly Row[];
  readonly hidden?: boolean;
}

/** A list of a park: no unit anywhere, shares as fractions, ▲ for minus, a hidden row. */
function list({
  of = park,
  header: names = header,
  line = '',
  body = rows(),
  hidden = true,
}: Sent = {}): Buffer {
  const xml = rowsXml([
    [line === '' ? null : line],
    ['统一社会信用代码', '单位名称', ...names],
    ...body.map((row, index) => [of[index]?.id ?? '', of[index]?.name ?? '', ...row]),
  ]);
  return xlsxOf({
    sheets: [{ name: '汇总', rows: hidden ? xml.replace('<row r="5"', '<row r="5" hidden="1"') : xml }],
  });
}

const send = (bytes: Buffer, of: number, file = '园区汇总.xlsx'): Promise<Batch> =>
  office.import(bytes, file, { year: of });
const kinds = ({ questions }: Batch): readonly string[] => questions.map(({ kind }) => kind);
const reusedKinds = ({ reused }: Batch): readonly string[] =>
  reused.map(({ question }) => question.kind).sort();
const ways = {
  'table-unit': 'unit:万元',
  'percent-scale': 'share',
  'negative-mark': 'negative',
  'hidden-rows': 'include',
  'column-unclear': 'field:02',
};

/** Answers a batch's questions as the park writes: the mark is asked about once it is known in which unit. */
async function answerAll(batch: Batch, more: Readonly<Record<string, string>> = {}): Promise<Batch> {
  const answers = Object.fromEntries(
    batch.questions.map(({ id, kind }) => [id, { ...ways, ...more }[kind as keyof typeof ways]]),
  );
  const answered = await office.answer(batch.id, answers);
  return answered.questions.length === 0 ? answered : answerAll(answered, more);
}

function stored(index: number, of: number, unit = park[index]): Record<string, unknown> {
  const { cells } = office.read('filing.get', { year: of, unit: unit?.id ?? '', return: 'JC102' });
  return Object.fromEntries(cells.map(({ key, value }) => [key, value]));
}

/** Does something and takes it back. */
async function trial(work: () => Promise<void>): Promise<void> {
  office.store.db.exec('SAVEPOINT trial');
  try {
    await work();
  } finally {
    office.store.db.exec('ROLLBACK TO trial; RELEASE trial');
    noteChange(office.store, 'all');
  }
}

let first: Batch;
beforeAll(async () => {
  office.startYear(last);
  first = await send(list(), last);
  expect(kinds(first)).toEqual(['hidden-rows', 'table-unit', 'percent-scale']);
  first = await answerAll(first);
  expect(first.outcome).toBe('committed');
  expect(stored(0, last)).toMatchObject({ '01': 1000, '02': 300, '46': 12 });
  office.startYear(year);
});

describe('a sender’s next file', () => {
  it('is read as the last one was answered, without a question, and says so', () =>
    trial(async () => {
      const batch = await send(list({ body: rows(2) }), year);
      expect([batch.outcome, kinds(batch)]).toEqual(['committed', []]);
      expect(stored(0, year)).toMatchObject({ '01': 2000, '02': 600, '46': 12 });
      expect(stored(2, year)['01']).toBe(6600);
      expect(reusedKinds(batch)).toEqual(['hidden-rows', 'negative-mark', 'percent-scale', 'table-unit']);
      for (const { question, choice, year: of, file } of batch.reused) {
        expect([of, file]).toEqual([last, '园区汇总.xlsx']);
        for (const language of ['zh', 'en'] as const)
          expect(chosenText(question, choice, language)).not.toMatch(/undefined|“”|NaN/);
      }
      // It is the recipe of the year after, without a word more.
      office.startYear(next);
      const third = await send(list({ body: rows(3) }), next);
      expect(third.outcome).toBe('committed');
      expect(third.reused.map((each) => each.year)).toEqual([year, year, year, year]);
    }));

  it('is asked as before where the clerk wants to be asked: the file is taken back, once it can be read again', () =>
    trial(async () => {
      const batch = await send(list({ body: rows(2) }), year);
      const unit = batch.reused.find(({ question }) => question.kind === 'table-unit');
      const asked = await office.ask(batch.id, unit?.question.id ?? '');
      expect([asked.outcome, kinds(asked)]).toEqual(['questions', ['table-unit']]);
      expect(asked.reused.map(({ year: of }) => of)).toEqual([last, last]);
      expect(stored(0, year)['01']).toBeNull();
      const states = office
        .read('import.list', { year })
        .batches.map(({ id, outcome }) => [id === batch.id, outcome]);
      expect(states).toContainEqual([true, 'undone']);
      const done = await office.answer(asked.id, { [unit?.question.id ?? '']: 'unit:千元' });
      expect(done.outcome).toBe('committed');
      expect(stored(0, year)['01']).toBe(200);
    }));

  it('may be asked about while another question is open', () =>
    trial(async () => {
      const batch = await send(list({ body: [['约100', 1, 2, 0.2, 3], ...rows(2).slice(1)] }), year);
      expect([kinds(batch), batch.canCommitPart]).toEqual([['approximate'], true]);
      const unit = batch.reused.find(({ question }) => question.kind === 'table-unit');
      const asked = await office.ask(batch.id, unit?.question.id ?? '');
      expect([asked.id, kinds(asked)]).toEqual([batch.id, ['table-unit']]);
      await expect(office.ask(batch.id, 'x')).rejects.toMatchObject({ code: 'intake.answer-unknown' });
    }));

  it('lets no answer to the file itself be overruled', () =>
    trial(async () => {
      const bytes = list({ body: [['约100', 1, 2, 0.2, 3], ...rows(2).slice(1)] });
      const { reused } = await send(bytes, year);
      const unit = reused.find(({ question }) => question.kind === 'table-unit')?.question.id ?? '';
      const batch = await office.import(bytes, 'x.xlsx', { year, answers: { [unit]: 'unit:千元' } });
      expect(reusedKinds(batch)).toEqual(['hidden-rows', 'negative-mark', 'percent-scale']);
    }));

  it('is asked all of it again once the file that taught it was undone, or it was forgotten', () =>
    trial(async () => {
      await trial(() => {
        office.write('import.undo', { batch: first.id });
        return send(list({ body: rows(2) }), year).then((batch) => expect(kinds(batch)).toHaveLength(3));
      });
      expect(office.write('import.forget', { recipe: first.id })).toEqual({ forgotten: 1 });
      expect(kinds(await send(list({ body: rows(2) }), year))).toHaveLength(3);
      expect(refusalOf(() => office.write('import.forget', { recipe: first.id }))?.code).toBe(
        'intake.recipe-absent',
      );
    }));

  it('is not read by the older recipe of a sender whose newest was forgotten', () =>
    trial(async () => {
      const second = await send(list({ body: rows(2) }), year);
      expect(office.read('import.recipes').recipes.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(office.write('import.forget', { recipe: second.id })).toEqual({ forgotten: 2 });
      expect(office.read('import.recipes')).toEqual({ recipes: [], total: 0 });
    }));

  it('leaves the recipe as it was when it is undone', () =>
    trial(async () => {
      const second = await send(list({ body: rows(2) }), year);
      office.write('import.undo', { batch: second.id });
      expect(recipes(office.store, 0, 10).map(({ batch }) => batch)).toEqual([first.id]);
      expect((await send(list({ body: rows(4) }), year)).outcome).toBe('committed');
    }));
});

describe('another sender', () => {
  it('in the same layout is asked', () =>
    trial(async () => {
      const batch = await send(list({ of: others }), year);
      expect(kinds(batch)).toEqual(['hidden-rows', 'table-unit', 'percent-scale']);
      expect(batch.reused).toEqual([]);
    }));

  it.each([
    ['one enterprise of the park', park.slice(0, 1)],
    ['half of the park with as many others', [...park.slice(0, 2), ...others.slice(0, 2)]],
  ])('is %s', (_, of) =>
    trial(async () => {
      const batch = await send(list({ of, body: rows(2).slice(0, of.length), hidden: false }), year);
      expect(kinds(batch)).toContain('table-unit');
      expect(batch.reused).toEqual([]);
    }),
  );

  it('is not the park that has one more and one less', () =>
    trial(async () => {
      const of = [...park.slice(1), ...others.slice(0, 1)];
      expect((await send(list({ of, body: rows(2) }), year)).outcome).toBe('committed');
    }));

  it('is the same one whose enterprise was merged into another', () =>
    trial(async () => {
      const [one, twice, into] = others;
      if (one === undefined || twice === undefined || into === undefined) throw new Error('no units');
      const taught = await send(list({ of: [one, twice], body: rows().slice(0, 2), hidden: false }), last);
      expect((await answerAll(taught)).outcome).toBe('committed');
      office.add(into, last);
      office.write('units.merge', { year: last, unit: twice.id, into: into.id });
      const of = [one, into];
      const batch = await send(list({ of, body: rows(2).slice(0, 2), hidden: false }), year);
      expect([batch.outcome, kinds(batch)]).toEqual(['committed', []]);
    }));
});

describe('another layout', () => {
  const said = (batch: Batch): string => {
    const question = batch.questions.find(({ kind }) => kind === 'layout-changed');
    return question === undefined ? '' : questionText(question, 'zh');
  };
  const moved = ['从业人员', '工业总产值', '厂长津贴', '新产品产值', '市场份额', '利润'];
  const inTheNew = (factor: number): readonly Row[] =>
    rows(factor).map(([output = 0, product = 0, staff = 0, share = 0, profit = 0]) => [
      staff,
      output,
      8,
      product,
      share,
      profit,
    ]);

  it('is shown with what moved where, and one answer settles it', () =>
    trial(async () => {
      const batch = await send(list({ header: moved, body: inTheNew(2) }), year);
      expect(kinds(batch)).toEqual(['layout-changed']);
      expect(said(batch)).toContain('“从业人员”从 E2 移到 C2;多了“厂长津贴”(E2)');
      expect(said(batch)).toContain('→ 万元');
      expect(batch.canCommitPart).toBe(false);
      expect(refusalOf(() => office.write('import.commit', { batch: batch.id, partial: true }))?.code).toBe(
        'intake.table-open',
      );
      const done = await office.answer(batch.id, { 'group:layout-changed': 'reuse' });
      expect(done.outcome).toBe('committed');
      expect(stored(0, year)).toMatchObject({ '01': 2000, '02': 600, '46': 12 });
      const { notices } = office.read('import.get', { batch: done.id, limit: 1 });
      expect(
        notices.filter(({ kind }) => kind === 'layout-differs').map((each) => noticeText(each, 'zh')),
      ).toEqual([expect.stringContaining('多了“厂长津贴”')]);
    }));

  it('is asked one by one where the choices do not hold', () =>
    trial(async () => {
      const batch = await send(list({ header: moved, body: inTheNew(2) }), year);
      const again = await office.answer(batch.id, { 'group:layout-changed': 'ask' });
      expect(kinds(again)).toEqual(['hidden-rows', 'table-unit', 'percent-scale']);
      expect(again.reused).toEqual([]);
    }));

  it('is asked the unit again where the file now says some itself', () =>
    trial(async () => {
      const names = ['工业总产值(千元)', ...header.slice(1)];
      const batch = await send(list({ header: names, body: rows(2) }), year);
      expect(kinds(batch)).toContain('table-unit');
      expect(said(batch)).toContain('“工业总产值(千元)”的单位原来没有写,现在是千元');
      const whole = await send(list({ line: '单位:千元', body: rows(2), hidden: false }), year, '全.xlsx');
      expect(kinds(whole)).not.toContain('table-unit');
      const done = await office.answer(whole.id, { 'group:layout-changed': 'reuse' });
      expect(done.outcome).toBe('committed');
      expect(stored(0, year)['01']).toBe(200);
    }));

  it('proposes no words for an amount that was there', () =>
    trial(async () => {
      const names = ['所在乡镇', ...header.slice(1)];
      const body = rows(2).map(([, ...figures]): Row => ['合隆镇', ...figures]);
      const batch = await send(list({ header: names, body }), year);
      expect(kinds(batch)).toEqual(['layout-changed']);
      expect(batch.questions[0]?.details['reused']).not.toContain('column-unclear');
    }));

  it('proposes the new name of a column in the place of an old one, and remembers it', () =>
    trial(async () => {
      const names = ['产值(本厂口径)甲', ...header.slice(1)];
      const batch = await send(list({ header: names, body: rows(2) }), year);
      expect(kinds(batch)).toEqual(['layout-changed']);
      expect(said(batch)).toContain('“工业总产值”处现为“产值(本厂口径)甲”(C2)');
      const done = await office.answer(batch.id, { 'group:layout-changed': 'reuse' });
      expect(done.outcome).toBe('committed');
      expect(stored(0, year)['01']).toBe(2000);
      office.startYear(next);
      const third = await send(list({ header: names, body: rows(3) }), next);
      expect([third.outcome, kinds(third)]).toEqual(['committed', []]);
      expect(stored(0, next)['01']).toBe(3000);
      expect(reusedKinds(third)).toContain('column-unclear');
      const renamed = third.reused.find(({ question }) => question.kind === 'column-unclear');
      const asked = await office.ask(third.id, renamed?.question.id ?? '');
      expect(kinds(asked)).toEqual(['column-unclear']);
      const left = await office.answer(asked.id, { [renamed?.question.id ?? '']: 'skip' });
      expect(left.outcome).toBe('committed');
      expect(stored(0, next)['01']).toBeNull();
    }));

  it('never takes another measure for a new name', () =>
    trial(async () => {
      const names = ['工业总产值增速', ...header.slice(1)];
      const batch = await send(list({ header: names, body: rows(2) }), year);
      const done = await office.answer(batch.id, { 'group:layout-changed': 'reuse' });
      expect(done.outcome).toBe('committed');
      expect(stored(0, year)['01']).toBeUndefined();
    }));

  it('is only said where nothing of it was ever asked', () =>
    trial(async () => {
      const plain = { of: others, line: '单位:千元', hidden: false };
      const names = [...header.slice(0, 3), '注册商标', '职工平均人数'];
      const body = rows().map((row) => [...row.slice(0, 3), 2, 3]);
      expect((await send(list({ ...plain, header: names, body }), last)).outcome).toBe('committed');
      const less = {
        header: names.filter((_, at) => at !== 2),
        body: body.map((row) => row.filter((_, at) => at !== 2)),
      };
      const batch = await send(list({ ...plain, ...less }), year);
      expect(batch.outcome).toBe('committed');
      const { notices } = office.read('import.get', { batch: batch.id, limit: 1 });
      expect(notices.map((notice) => noticeText(notice, 'zh')).join()).toContain('没有了“从业人员”(原 E2)');
    }));
});

describe('what is never remembered', () => {
  it('is a number, a unit, or what leaves figures out', () =>
    trial(async () => {
      const body: readonly Row[] = [['约100', 30, 50, 0.12, '▲7'], ...rows().slice(1)];
      const batch = await send(list({ of: others, body }), last);
      const answers = { approximate: 'value:100', 'hidden-rows': 'skip', 'negative-mark': 'skip' };
      expect((await answerAll(batch, answers)).outcome).toBe('committed');
      const again = await send(
        list({ of: others, body: [['约110', 30, 50, 0.12, '▲7'], ...rows(2).slice(1)] }),
        year,
      );
      expect([...kinds(again)].sort()).toEqual(['approximate', 'hidden-rows', 'negative-mark']);
    }));

  it('is the code of an item under another edition', () =>
    trial(async () => {
      office.store.db.exec("UPDATE recipe SET edition = 'other'");
      const batch = await send(list({ body: rows(2) }), year);
      expect(kinds(batch)).toEqual(['percent-scale']);
    }));
});
