import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Service } from '#electron/threads/service.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const serviceIn = (name: string): Service => testService(path.join(folder, name));
const demo = serviceIn('demo');
const empty = serviceIn('empty');

beforeAll(async () => {
  await empty.open();
  await empty.answer('workspace.init', { county: '220122', year: 2015 });
  await demo.open();
  await demo.answer('workspace.init', { demo: 'mistakes', size: 'small' });
});
afterAll(async () => {
  await empty.close();
  await demo.close();
});

test('a year in which nothing was accepted is not ready, and cannot be signed', async () => {
  expect((await empty.answer('round.get', {})).rehearsal.ready).toBe(false);
  await expect(
    empty.answer('round.signoff', { role: 'statistics-head', name: '王统计' }),
  ).rejects.toMatchObject({ code: 'round.empty', details: { year: 2015 } });
});

test('several findings are explained by one sentence, or none of them is', async () => {
  const open = async (of?: string) =>
    (
      await demo.answer('findings.list', {
        open: true,
        limit: 1000,
        ...(of === undefined ? {} : { class: of }),
      })
    ).findings.map((item) => item.finding.id);
  const [first = '', second = '', third = ''] = await open('C');
  const [mandatory = ''] = await open('A');
  const before = (await open()).length;
  const said = { category: '核实无误', text: '已与企业核对原始台账,数据属实。' };
  await expect(
    demo.answer('finding.explain', { ...said, finding: first, also: [second, mandatory] }),
  ).rejects.toMatchObject({ code: 'finding.class' });
  expect(await open()).toHaveLength(before);
  await demo.answer('finding.explain', { ...said, finding: first, also: [second, third] });
  const left = await open();
  expect(left).toHaveLength(before - 3);
  expect(left.filter((id) => [first, second, third].includes(id))).toEqual([]);
});

test('filings are found by initials, industry and size, and the list says what there is to choose from', async () => {
  const found = await demo.answer('filing.list', { search: 'chym', return: 'JC101' });
  expect(found.filings.map((row) => row.name)).toEqual(['农安县长河玉米科技有限公司']);
  expect(found.industries.map((item) => item.code)).toEqual(['13', '26', '27', '30', '34', '36', '37', '39']);
  expect(found.sizes.map((item) => item.name.zh)).toEqual(['大型', '中型', '小型']);
  const cars = await demo.answer('filing.list', { industry: '36', return: 'JC101' });
  expect(cars.filings.map((row) => row.industryName)).toEqual(Array(4).fill('汽车制造业'));
  const county = await demo.answer('filing.list', { search: 'zh201' });
  expect(county.filings.map((row) => row.return)).toEqual(['ZH201']);
});

test('what a file changes is counted by kind and paged by it', async () => {
  const { batches } = await demo.answer('import.list', { limit: 1000 });
  const asked = batches.find((batch) => batch.outcome === 'questions');
  const whole = await demo.answer('import.get', { batch: asked?.id, limit: 1 });
  expect(whole.cells.new).toBe(whole.totalDifferences);
  const none = await demo.answer('import.get', { batch: asked?.id, state: 'changed' });
  expect([none.totalDifferences, none.differences]).toEqual([0, []]);
});

test('the explanations of the year before stand beside a cell', async () => {
  const [view] = (await demo.answer('findings.list', { year: 2014, class: 'C', open: true })).findings;
  const place = view?.finding.places.find((item) => item.return === view.finding.return);
  if (view === undefined || place === undefined) throw new Error('the demo county has no finding of 2014');
  await demo.answer('round.reopen', {
    year: 2014,
    role: 'office-head',
    name: '李局长',
    reason: '补充说明',
    filings: [{ unit: view.finding.unit, return: view.finding.return }],
  });
  await demo.answer('finding.explain', {
    year: 2014,
    finding: view.finding.id,
    category: '市场价格变化',
    text: '当年主要产品价格下降三成。',
  });
  const { said } = await demo.answer('filing.history', {
    unit: view.finding.unit,
    return: place.return,
    key: place.code,
  });
  expect(said).toEqual([
    { rule: view.finding.rule, category: '市场价格变化', text: '当年主要产品价格下降三成。' },
  ]);
});
