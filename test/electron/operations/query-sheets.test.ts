import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveMadeFile } from '#electron/threads/save.ts';
import { newWorkbook } from '#electron/workbook/new-workbook.ts';
import { bundledFiles } from '#electron/workbook/bundle.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { problemText } from '#shared/texts/problems.ts';
import { queryLayout } from '#shared/values/query-page.ts';
import { keySheet } from '#shared/intake/stage.ts';
import { soundUnit } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
afterAll(() => service.close());
const [one, two] = [soundUnit(0), soundUnit(1)];
let files = 0;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'out'));
  await service.open();
  await service.answer('workspace.init', { county: '220122', year });
  for (const unit of [one, two]) {
    await service.answer('units.add', { year, code: unit.id, name: unit.name, industry: unit.industry });
    await service.answer('filing.set', {
      year,
      unit: unit.id,
      return: 'JC102',
      // New products for more than the whole output (A), and more profit than income (C).
      cells: { '01': '8000', '02': '9000', '05': '7900', '07': '7900', '08': '99000' },
    });
  }
}, 60_000);

const made = async (input: object): Promise<readonly string[]> => {
  const { files: out } = await service.answer('query.make', { year, ...input });
  return Promise.all(
    out.map(({ token }) =>
      saveMadeFile(service.tokens.take(token), `${path.join(folder, 'out')}${path.sep}`),
    ),
  );
};

type Answers = (row: {
  readonly item: string;
  readonly reason: string;
  readonly number: (value: number | string) => void;
  readonly text: (value: string) => void;
}) => void;

/** Fills a page as an enterprise would, in a spreadsheet program, and sends it back under another name. */
const filled = async (
  file: string,
  answer: Answers,
  more: (change: (sheet: string, cell: string, value: string) => void) => void = () => undefined,
): Promise<string> => {
  const book = await newWorkbook();
  await book.xlsx.load(readFileSync(file) as unknown as ArrayBuffer);
  const sheet = book.getWorksheet('查询单');
  if (sheet === undefined) throw new Error('no sheet');
  let reason = '';
  for (let row = queryLayout.firstRow + 1; sheet.getCell(row, 2).text !== ''; row++) {
    reason = sheet.getCell(row, 6).text;
    answer({
      item: sheet.getCell(row, 3).text,
      reason,
      number: (value) => void (sheet.getCell(row, queryLayout.answerColumn + 1).value = value),
      text: (value) => void (sheet.getCell(row, queryLayout.textColumn + 1).value = value),
    });
  }
  more((name, cell, value) => {
    const target = book.getWorksheet(name)?.getCell(cell);
    if (target === undefined) throw new Error(`no ${name}`);
    target.value = value;
  });
  const reply = path.join(folder, `reply-${(files += 1)}.xlsx`);
  writeFileSync(reply, Buffer.from(await book.xlsx.writeBuffer()));
  return reply;
};

const sent = async (file: string): Promise<Batch> => {
  const token = service.tokens.give(file, path.basename(file));
  const { batches } = await service.answer('import.run', { year, files: [token] });
  const [batch] = batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
};

const cellsOf = async (unit: string): Promise<Readonly<Record<string, unknown>>> => {
  const { cells } = await service.answer('filing.get', { year, unit, return: 'JC102' });
  return Object.fromEntries(cells.map(({ key, value }) => [key, value]));
};

const openOf = async (unit: string) =>
  (await service.answer('findings.list', { year, unit, open: true, limit: 1000 })).findings;

describe('a query sheet', () => {
  it('asks about every open finding of a unit that its cells can answer, and says whom to call by when', async () => {
    const { sheets, total } = await service.answer('query.list', {
      year,
      due: '2016-03-10',
      contact: '张统计',
      phone: '0431-1234',
    });
    expect(total).toBe(2);
    const own = sheets.find(({ unit }) => unit === one.id);
    expect(own).toMatchObject({
      unitName: one.name,
      due: '2016-03-10',
      contact: '张统计',
      phone: '0431-1234',
    });
    // Whom to call is remembered with the officers, and said otherwise only for once.
    await service.answer('workspace.officers', {
      ...{ office: '', clerk: '李统计', statisticsHead: '', officeHead: '' },
      phone: ' 0431-5678 ',
    });
    const [again] = (await service.answer('query.list', { year })).sheets;
    expect(again).toMatchObject({ contact: '李统计', phone: '0431-5678' });
    const more = own?.items.find(({ cells }) => cells[0]?.key === '02');
    expect(more?.class).toBe('A');
    expect(more?.cells.map(({ key, reported }) => [key, reported])).toEqual([
      ['02', '9,000'],
      ['01', '8,000'],
    ]);
    // A cell is answered once, however many findings it has.
    const asked = own?.items.flatMap(({ cells }) => cells.filter(({ seeItem }) => seeItem === null)) ?? [];
    expect(new Set(asked.map(({ return: code, record, key }) => `${code}/${record}/${key}`)).size).toBe(
      asked.length,
    );
    const zip = await made({});
    expect(await bundledFiles(readFileSync(zip[0] ?? ''), 'all.zip')).toHaveLength(2);
  }, 60_000);

  it('comes back into the right cells: numbers as corrections, texts as explanations, and is taken back whole', async () => {
    const before = await cellsOf(one.id);
    const [file = ''] = await made({ unit: one.id });
    const explainable = (await openOf(one.id)).filter(({ finding }) => finding.class !== 'A');
    expect(explainable.length).toBeGreaterThan(0);
    const said = '五月起停产检修两个月,六月复产。';
    const reply = await filled(file, ({ item, number, text, reason }) => {
      if (item.startsWith('02 ')) number(4100);
      else if (reason !== '' && !item.startsWith('01 ')) text(said);
    });
    const batch = await sent(reply);
    expect(batch).toMatchObject({ outcome: 'committed', isReply: true, problem: null, questions: [] });
    expect(await cellsOf(one.id)).toEqual({ ...before, '02': 4100 });
    const { acts } = await service.answer('filing.history', {
      year,
      unit: one.id,
      return: 'JC102',
      key: '02',
    });
    expect(acts.map(({ kind, basis, value, file: of }) => [kind, basis, value, of])).toEqual([
      ['correction', 'query-reply', 4100, path.basename(reply)],
      ['typed', null, 9000, null],
    ]);
    const after = (await service.answer('findings.list', { year, unit: one.id, limit: 1000 })).findings;
    expect(after.filter(({ explained }) => explained?.text === said).length).toBeGreaterThan(0);
    expect(after.every(({ explained }) => explained === null || explained.category === '查询单回复')).toBe(
      true,
    );
    await service.answer('import.undo', { batch: batch.id });
    expect(await cellsOf(one.id)).toEqual(before);
    expect((await openOf(one.id)).map(({ finding }) => finding.id).sort()).toEqual(
      expect.arrayContaining(explainable.map(({ finding }) => finding.id)),
    );
  }, 60_000);

  it('asks where a number has changed since, and where an answer is not sure', async () => {
    const [file = ''] = await made({ unit: two.id });
    await service.answer('filing.set', { year, unit: two.id, return: 'JC102', cells: { '02': '8500' } });
    const reply = await filled(file, ({ item, number }) => {
      if (item.startsWith('02 ')) number(4200);
      if (item.startsWith('01 ')) number('约8600');
    });
    const batch = await sent(reply);
    expect(batch.outcome).toBe('questions');
    expect(batch.questions.map(({ kind }) => kind).sort()).toEqual(['approximate', 'reply-changed']);
    expect(await cellsOf(two.id)).toMatchObject({ '01': 8000, '02': 8500 });
    const [changed, about] = ['reply-changed', 'approximate'].map(
      (kind) => batch.questions.find((question) => question.kind === kind)?.id ?? '',
    );
    await service.answer('import.answer', {
      batch: batch.id,
      answers: { [changed ?? '']: 'file', [about ?? '']: 'value:8600' },
    });
    expect(await cellsOf(two.id)).toMatchObject({ '01': 8600, '02': 4200 });
  }, 60_000);

  it('takes no set phrase for an explanation, and none in the place of a correction', async () => {
    const open = await openOf(one.id);
    expect(open.some(({ finding }) => finding.class !== 'A')).toBe(true);
    const [file = ''] = await made({ unit: one.id });
    const batch = await sent(await filled(file, ({ text, reason }) => reason !== '' && text('核实无误')));
    expect(batch.outcome).toBe('questions');
    expect(new Set(batch.questions.map(({ kind }) => kind))).toEqual(new Set(['reply-explanation']));
    await service.answer('import.answer', {
      batch: batch.id,
      answers: { 'group:reply-explanation': 'skip' },
    });
    expect((await openOf(one.id)).map(({ finding }) => finding.id)).toEqual(
      open.map(({ finding }) => finding.id),
    );
    await service.answer('filing.set', { year, unit: one.id, return: 'JC102', cells: { '02': '9500' } });
    const [hard = ''] = await made({ unit: one.id });
    const said = await sent(
      await filled(hard, ({ item, text }) => item.startsWith('02 ') && text('新产品含上年库存,合同在案')),
    );
    expect(said).toMatchObject({ outcome: 'committed', notices: 1 });
    expect((await openOf(one.id)).some(({ finding }) => finding.class === 'A')).toBe(true);
  }, 60_000);

  it('that came back as it was sent is not said to be in', async () => {
    const [file = ''] = await made({ unit: one.id });
    const { outcome, problem } = await sent(await filled(file, () => undefined));
    expect([outcome, problem?.code]).toEqual(['refused', 'intake.query-unanswered']);
  });

  it.each([
    [
      'another row in the place of one',
      '查询单',
      `C${queryLayout.firstRow + 1}`,
      '03 出口交货值',
      'query-altered',
    ],
    ['another reported number', '查询单', `E${queryLayout.firstRow + 1}`, '1', 'query-altered'],
    ["another unit's name", '查询单', 'A2', '单位详细名称:别的厂', 'query-altered'],
    ['another unit in the key', keySheet, 'B3', two.id, 'query-altered'],
  ])('is refused whole with %s', async (_, sheet, cell, value, code) => {
    const before = await cellsOf(one.id);
    const [file = ''] = await made({ unit: one.id });
    const reply = await filled(
      file,
      ({ item, number }) => item.startsWith('02 ') && number(3000),
      (change) => change(sheet, cell, value),
    );
    const batch = await sent(reply);
    expect(batch).toMatchObject({ outcome: 'refused', problem: { code: `intake.${code}` } });
    expect(await cellsOf(one.id)).toEqual(before);
  });

  it.each([
    ['saved as csv', 'csv'],
    ['copied into another workbook', 'xlsx'],
  ])('is refused with what to do where it was %s and has lost its hidden key', async (_, format) => {
    const before = await cellsOf(one.id);
    const [file = ''] = await made({ unit: one.id });
    const answered = await filled(file, ({ item, number }) => item.startsWith('02 ') && number(3000));
    const book = await newWorkbook();
    await book.xlsx.load(readFileSync(answered) as unknown as ArrayBuffer);
    const copy = path.join(folder, `copy.${format}`);
    if (format === 'csv')
      writeFileSync(copy, Buffer.from(await book.csv.writeBuffer({ sheetName: '查询单' })));
    else {
      const key = book.getWorksheet(keySheet);
      if (key === undefined) throw new Error('no key');
      book.removeWorksheet(key.id);
      writeFileSync(copy, Buffer.from(await book.xlsx.writeBuffer()));
    }
    const { outcome, problem } = await sent(copy);
    expect([outcome, problem?.code]).toEqual(['refused', 'intake.query-without-key']);
    if (problem !== null) expect(problemText(problem, 'zh')).toContain('原来的查询单(xlsx)');
    expect(await cellsOf(one.id)).toEqual(before);
  });
});

describe('a query sheet of a unit that was merged since', () => {
  const [kept, twin, other] = [soundUnit(2), soundUnit(3), soundUnit(4)];
  const wrong = { '01': '8000', '02': '9000', '05': '7900', '07': '7900', '08': '99000' };
  beforeAll(async () => {
    for (const unit of [kept, twin, other])
      await service.answer('units.add', { year, code: unit.id, name: unit.name, industry: unit.industry });
  });
  const merge = (unit: string, into: string) => service.answer('units.merge', { year, unit, into });

  it('is read for the unit that is kept, and says so', async () => {
    await service.answer('filing.set', { year, unit: twin.id, return: 'JC102', cells: wrong });
    const [file = ''] = await made({ unit: twin.id });
    const reply = await filled(file, ({ item, reason, number, text }) => {
      if (item.startsWith('02 ')) number(3000);
      if (reason.includes('利润')) text('当年处置子公司股权,取得投资收益九千万元。');
    });
    await merge(twin.id, kept.id);
    const batch = await sent(reply);
    expect(batch).toMatchObject({ outcome: 'committed' });
    const { notices } = await service.answer('import.get', { batch: batch.id });
    expect(notices.map(({ kind, details }) => [kind, details])).toEqual([
      ['reply-merged', { from: twin.name, into: kept.name }],
    ]);
    expect((await cellsOf(kept.id))['02']).toBe(3000);
    expect((await openOf(kept.id)).filter(({ finding }) => finding.rule === 'JC102-08-1')).toEqual([]);
  });

  it('is refused with the name of that unit where it asks about rows of a register', async () => {
    await service.answer('obligations.add', { year, unit: other.id, return: 'JC103' });
    await service.answer('filing.set', {
      ...{ year, unit: other.id, return: 'JC103' },
      rows: [{ table: 'JC103', cells: { '01': '玉米工程技术研究中心', '07': '201701' } }],
    });
    const [file = ''] = await made({ unit: other.id });
    const reply = await filled(file, ({ item, number }) => item.startsWith('07 ') && number(201501));
    await merge(other.id, kept.id);
    const { outcome, problem } = await sent(reply);
    expect([outcome, problem?.code]).toEqual(['refused', 'intake.query-merged']);
    if (problem !== null) expect(problemText(problem, 'zh')).toContain(`请另出“${kept.name}”的查询单`);
  });
});
