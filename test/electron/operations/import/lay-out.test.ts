import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { logLines } from '#shared/texts/import-log.ts';
import { problemText } from '#shared/texts/problems.ts';
import { answeredText, rungsOf } from '#shared/texts/provenance.ts';
import { Office, soundUnit, soundUnits } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { documentOf, problemOf, runHere } from '#test/fixtures/terminal.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const data = path.join(folder, 'data');
const service = testService(data);
const [one, two] = [soundUnit(0), soundUnit(1)];
type Row = readonly (string | number | null)[];

/** Headers that import knows two of: too few to be a list. */
const strange: readonly Row[] = [
  ['某园区报送'],
  ['代号', '厂家', '产出', '新品产出', '人数'],
  [null, null, '千元', '千元', '人'],
  [one.creditCode, one.name, 1000, 300, 50],
  [two.creditCode, two.name, 2000, 400, 60],
  ['合计', null, 3000, 700, 110],
];
const said = 'list:JC102;header:2;units:3;body:4-5;total:6;A=creditCode;B=name;C=01;D=02;E=09';

function fileOf(name: string, rows: readonly Row[], sheet = '表'): string {
  const file = path.join(folder, 'in', name);
  writeFileSync(file, xlsxOf({ sheets: [{ name: sheet, rows: rowsXml(rows) }] }));
  return file;
}

async function send(
  name: string,
  rows: readonly Row[],
  answers: Readonly<Record<string, string>> = {},
): Promise<Batch> {
  const file = service.tokens.give(fileOf(name, rows), name);
  const { batches } = await service.answer('import.run', { files: [file], newUnits: 'add', answers });
  const [batch] = batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
}

const answer = async (batch: string, answers: Readonly<Record<string, string>>): Promise<Batch> =>
  (await service.answer('import.answer', { batch, answers, newUnits: 'add' })).batch;

async function stored(unit = one): Promise<Readonly<Record<string, unknown>>> {
  const { cells } = await service.answer('filing.get', { unit: unit.id, return: 'JC102' });
  return Object.fromEntries(cells.map(({ key, value }) => [key, value]));
}

beforeAll(async () => {
  mkdirSync(path.join(folder, 'in'));
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
});
afterAll(() => service.close());

describe('a file in which no table was found', () => {
  let batch: Batch;

  it('is kept, can be looked at, and says under which ids it can be laid out', async () => {
    batch = await send('园区.xlsx', strange);
    expect([batch.outcome, batch.problem?.code]).toEqual(['refused', 'intake.no-table']);
    expect(batch.layouts).toEqual([
      { id: `${batch.sha256.slice(0, 6)}:表!1/layout`, sheet: '表', text: null, isLaid: false },
    ]);
    const page = await service.answer('import.preview', { batch: batch.id });
    expect(page.rows[1]?.cells.map(({ text }) => text)).toEqual(strange[1]);
  });

  it('is told by the whole name of each of its sheets', async () => {
    const sheets = ['园区、开发区', '封面'].map((name) => ({ name, rows: rowsXml([['没有表']]) }));
    const name = '两张.xlsx';
    writeFileSync(path.join(folder, 'in', name), xlsxOf({ sheets }));
    const file = service.tokens.give(path.join(folder, 'in', name), name);
    const [none] = (await service.answer('import.run', { files: [file], dryRun: true })).batches;
    expect(none?.layouts.map(({ sheet }) => sheet)).toEqual(['园区、开发区', '封面']);
    if (none?.problem?.code !== 'intake.no-table') throw new Error('a table');
    expect(problemText(none.problem, 'zh')).toContain('(工作表:园区、开发区、封面)');
  });

  it.each([
    ['list:JC102;header:2;units:3;body:4-6;A=creditCode;B=name;C=01', 'total-as-body'],
    ['list:JC102;header:2;body:3-5;A=creditCode;B=name;C=01', 'units-as-body'],
    ['list:JC102;header:2;body:4-5', 'identity-absent'],
    ['list:JC102;header:2;body:4-99', 'row-outside'],
    ['list:JC102;header:2;body:5-4', 'rows-reversed'],
    ['list:JC102;header:2;body:4-5;C=1234', 'meaning-unknown'],
    ['第二行是表头', 'part-unclear'],
  ])('is not laid out by %s: a sentence, and nothing changes', async (text, code) => {
    const id = batch.layouts[0]?.id ?? '';
    await expect(answer(batch.id, { [id]: text })).rejects.toMatchObject({
      code: 'intake.layout',
      details: { file: '园区.xlsx', sheet: '表', fault: { code } },
    });
    const { batches } = await service.answer('import.list', {});
    expect(batches).toEqual([batch]);
  });

  it('takes no answer but a layout, and none of a place that it does not have', async () => {
    await expect(answer(batch.id, { 'group:unit-unknown': 'add' })).rejects.toMatchObject({
      code: 'intake.answer-unknown',
    });
    const id = `${batch.sha256.slice(0, 6)}:别的!1/layout`;
    await expect(answer(batch.id, { [id]: said })).rejects.toMatchObject({
      details: { fault: { code: 'place-absent' } },
    });
    await expect(answer(batch.id, { ['ffffff:表!1/layout']: said })).rejects.toMatchObject({
      code: 'intake.answer-unknown',
    });
  });

  it('is read as it is laid out; log, history and list say what the clerk set', async () => {
    const done = await answer(batch.id, { [batch.layouts[0]?.id ?? '']: said });
    expect([done.id, done.outcome, done.problem]).toEqual([batch.id, 'committed', null]);
    expect(await stored()).toMatchObject({ '01': 1000, '02': 300, '09': 50 });
    expect(await stored(two)).toMatchObject({ '01': 2000, '02': 400, '09': 60 });
    expect(done.layouts).toEqual([{ ...batch.layouts[0], text: said, isLaid: true }]);
    const words =
      'JC102(一行一户):表头第 2 行,计量单位第 3 行,数据第 4–5 行,合计第 6 行,A 列为“统一社会信用代码”,B 列为“单位名称”,C 列为“01 工业总产值(当年价格)”,D 列为“02 ';
    const { files } = await service.answer('import.log', { batch: done.id });
    expect(files.flatMap((file) => logLines(file, 'zh')).filter(({ part }) => part === '已确认')).toEqual([
      { part: '已确认', where: '表', text: expect.stringContaining(words) as string },
    ]);
    const told = await service.answer('provenance.get', {
      unit: one.id,
      return: 'JC102',
      record: '',
      key: '01',
    });
    expect(rungsOf(told, 'zh').map(({ text }) => text)).toContainEqual(expect.stringContaining(words));
    expect(told.picture?.rows.find(({ index }) => index === 5)?.kind).toBe('total');
  });

  it('that is sent again with its layout among the answers is the same', async () => {
    const rows = [...strange.slice(0, 5), ['注:快报']];
    const refused = await send('园区二.xlsx', rows);
    expect(refused.outcome).toBe('refused');
    const text = said.replace(';total:6', '');
    const wrong = await send('园区二.xlsx', rows, { [refused.layouts[0]?.id ?? '']: `${text};C=skip` });
    expect([wrong.outcome, wrong.problem?.code]).toEqual(['refused', 'intake.layout']);
    const count = async (): Promise<number> => (await service.answer('import.list', {})).total;
    const before = await count();
    const done = await send('园区二.xlsx', rows, { [refused.layouts[0]?.id ?? '']: text });
    expect([done.outcome, done.rows.same]).toEqual(['committed', 2]);
    expect(await count()).toBe(before);
  });
});

describe('a file that is in', () => {
  const rows: readonly Row[] = [
    ['单位:千元'],
    ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
    [one.creditCode, one.name, 7000, 700, 77],
    [two.creditCode, two.name, 8000, 800, 88],
  ];
  let batch: Batch;

  it('is taken back and read anew when its borders are moved', async () => {
    const first = await send('名单.xlsx', rows);
    // The figures of an earlier file are replaced only once that is confirmed.
    const replaced = Object.fromEntries(first.questions.map(({ id }) => [id, 'file']));
    batch = await answer(first.id, replaced);
    expect([batch.outcome, (await stored())['01']]).toEqual(['committed', 7000]);
    const [layout] = batch.layouts;
    expect(layout?.text).toBe('list:JC102;header:2;body:3-4');
    const moved = await answer(batch.id, {
      [layout?.id ?? '']: 'list:JC102;header:2;body:4;D=02.上年',
    });
    expect(moved.id).not.toBe(batch.id);
    expect((await stored())['01']).toBe(1000);
    expect(moved.answered.map(({ question }) => question.kind).sort()).toEqual(
      ['layout', ...first.questions.map(({ kind }) => kind)].sort(),
    );
    const details = await service.answer('import.get', { batch: moved.id });
    expect(details.notices.map(({ kind }) => kind)).toContain('rows-left');
    batch = moved;
    while (batch.questions.length > 0)
      batch = await answer(batch.id, Object.fromEntries(batch.questions.map(({ id }) => [id, 'file'])));
    expect(batch.outcome).toBe('committed');
    expect(await stored(two)).toMatchObject({ '01': 8000, '02.上年': 800, '09': 88 });
    expect((await stored(two))['02']).not.toBe(800);
  });

  it('is as import finds it again once that is taken back; a layout that cannot be leaves it in', async () => {
    const id = batch.layouts[0]?.id ?? '';
    await expect(answer(batch.id, { [id]: 'list:JC102;header:1;body:2-4' })).rejects.toMatchObject({
      code: 'intake.layout',
    });
    expect((await service.answer('import.get', { batch: batch.id })).batch.outcome).toBe('committed');
    let found = await answer(batch.id, { [id]: 'found' });
    while (found.questions.length > 0)
      found = await answer(
        found.id,
        Object.fromEntries(found.questions.map(({ id: each }) => [each, 'file'])),
      );
    expect(found.layouts).toEqual([{ id, sheet: '表', text: 'list:JC102;header:2;body:3-4', isLaid: false }]);
    expect(await stored()).toMatchObject({ '01': 7000, '02': 700 });
  });
});

describe('an answer that was given', () => {
  const rows: readonly Row[] = [
    ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
    [one.creditCode, one.name, 100, 30, '约50'],
  ];
  let batch: Batch;
  const ask = (kind: string): string =>
    [...batch.questions, ...batch.answered.map(({ question }) => question)].find((each) => each.kind === kind)
      ?.id ?? '';
  const factors = async () => {
    const { differences } = await service.answer('import.get', { batch: batch.id, limit: 50 });
    return Object.fromEntries(differences.map(({ key, value }) => [key, value]));
  };

  it('is changed as long as the file is not in', async () => {
    batch = await send('改答.xlsx', rows);
    batch = await answer(batch.id, { [ask('table-unit')]: 'unit:千元' });
    expect(batch.answered.map(({ question, answer: given }) => [question.kind, given])).toEqual([
      ['table-unit', 'unit:千元'],
    ]);
    expect((await factors())['01']).toBe(100);
    batch = await answer(batch.id, { [ask('table-unit')]: 'unit:万元' });
    expect(batch.answered.map(({ answer: given }) => given)).toEqual(['unit:万元']);
    expect((await factors())['01']).toBe(1000);
    await expect(answer(batch.id, { [ask('table-unit')]: 'unit:美元' })).rejects.toMatchObject({
      code: 'intake.answer-unknown',
    });
  });

  const run = (...words: string[]) => runHere([...words, '--data', data]);

  it('is changed by the terminal, which says what was answered and how a table can be laid out', async () => {
    await service.close();
    const id = ask('table-unit');
    const shown = await run('answer', batch.id, `${id}=unit:元`);
    expect(shown.out).toContain(`  ! ${id} 表! 表上没有写金额的计量单位,是哪一种?答:元`);
    const layout = batch.layouts[0]?.id ?? '';
    expect(shown.out).toContain(`  # ${layout} list:JC102;header:1;body:2`);
  });

  it('cannot be a layout that cannot be, and one that is doubtful is asked about', async () => {
    const layout = batch.layouts[0]?.id ?? '';
    const doubtful = await run('answer', batch.id, `${layout}=list:JC102;header:1;body:2;C=02`, '--json');
    const [again] = documentOf<{ batches: { questions: { kind: string }[] }[] }>(doubtful).batches;
    expect(again?.questions.map(({ kind }) => kind)).toContain('column-unclear');
    const refused = await run('answer', batch.id, `${layout}=list:JC102;header:2;body:1`, '--json');
    expect(refused.code).toBe(1);
    expect(problemOf(refused).message).toMatch(/表头.*没有任何改动/);
    const bad = await run('answer', batch.id, 'nonsense');
    expect(bad.code).toBe(2);
    await service.open();
  });
});

it('every problem of a layout is worded for the file and its sheet', () => {
  const problem = {
    code: 'intake.layout' as const,
    details: { file: '甲.xlsx', sheet: '表', fault: { code: 'header-absent' as const, details: {} } },
  };
  expect(problemText(problem, 'zh')).toBe(
    '“甲.xlsx”的“表”不能这样划:没有表头。请指出哪几行是表头。(没有任何改动)',
  );
});

describe('the next file of the same sender', () => {
  it('is read with what was said of its headers, and never with its rows', async () => {
    const office = new Office(temporaryFolder());
    const [last, year] = [2015, 2016];
    const units = soundUnits.slice(0, 3);
    const list = (note: string) =>
      xlsxOf({
        sheets: [
          {
            name: '汇总',
            rows: rowsXml([
              ['单位:千元'],
              ['统一社会信用代码', '单位名称', '工业总产值', '从业人员', '利润总额', '新品产出'],
              ...units.map(({ id, name }, index) => [id, name, 1000 + index, 50, 10, 300 + index]),
              [note],
            ]),
          },
        ],
      });
    office.startYear(last);
    const first = await office.import(list('注'), '园区.xlsx', { year: last });
    const [layout] = first.layouts;
    const laid = await office.answer(first.id, {
      [layout?.id ?? '']: 'list:JC102;header:2;body:3-4;F=02',
    });
    expect(laid.outcome).toBe('committed');
    office.startYear(year);
    const next = await office.import(list('注:二'), '园区.xlsx', { year });
    expect(next.reused.map(({ question, choice }) => [question.cell, choice.code])).toEqual([
      ['F2', 'field:02'],
    ]);
    expect(next.layouts.map(({ isLaid }) => isLaid)).toEqual([false]);
    const { cells } = office.read('filing.get', { year, unit: units[2]?.id ?? '', return: 'JC102' });
    expect(cells.find(({ key }) => key === '02')?.value).toBe(302);
    office.close();
  });

  it('of a form is read with what was said of its rows, and any item may be the answer to what a row is', async () => {
    const office = new Office(temporaryFolder());
    const [last, year] = [2015, 2016];
    const [{ id: unit, name }] = [soundUnits[0]!];
    const form = (amount: number) =>
      xlsxOf({
        sheets: [
          {
            name: '表',
            rows: rowsXml([
              [`统一社会信用代码:${unit}`, `单位名称:${name}`, null, '单位:千元'],
              ['指标名称', '代码', '本年'],
              ['工业总产值', '01', amount],
              ['从业人员', '09', 50],
              ['利润总额', '08', 10],
              ['新品外销', '99', amount / 10],
              ['新品产出', '02', amount / 5],
            ]),
          },
        ],
      });
    office.startYear(last);
    const first = await office.import(form(1000), '甲.xlsx', { year: last });
    expect(first.questions.map(({ cell, choices }) => [cell, choices.map(({ code }) => code)])).toEqual([
      ['B6', ['skip']],
      ['B7', ['field:02', 'skip']],
    ]);
    const [, asked] = first.questions;
    await expect(office.answer(first.id, { [asked?.id ?? '']: 'field:77' })).rejects.toMatchObject({
      code: 'intake.answer-unknown',
    });
    const [layout] = first.layouts;
    expect(layout?.text).toBe('form:JC102;header:2;body:3-7');
    const done = await office.answer(first.id, {
      [layout?.id ?? '']: `${layout?.text ?? ''};6=03`,
      [asked?.id ?? '']: 'field:04',
    });
    expect(done.outcome).toBe('committed');
    // What the log, the history of a cell and the list of answers say.
    expect(done.answered.map((answered) => answeredText(answered, 'zh')).sort()).toEqual([
      expect.stringMatching(/新品产出.*答:第 04 项/u),
      expect.stringMatching(/第 6 行为“03 /u),
    ]);
    office.startYear(year);
    const next = await office.import(form(2000), '甲.xlsx', { year });
    expect([next.outcome, next.layouts.map(({ isLaid }) => isLaid)]).toEqual(['committed', [false]]);
    expect(next.reused.map(({ question, choice }) => [question.cell, choice.code]).sort()).toEqual([
      ['B6', 'field:03'],
      ['B7', 'field:04'],
    ]);
    const { cells } = office.read('filing.get', { year, unit, return: 'JC102' });
    expect(Object.fromEntries(cells.map(({ key, value }) => [key, value]))).toMatchObject({
      '01': 2000,
      '03': 200,
      '04': 400,
    });
    office.close();
  });
});
