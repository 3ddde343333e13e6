import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { generateDemo } from '#electron/demo/generate.ts';
import { putBatch } from '#electron/store/batches.ts';
import { addExplanation } from '#electron/store/findings.ts';
import { writeDemoWorkbooks } from '#electron/demo/workbooks.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** An enterprise that sent its workbooks under one code, and stands in the directory under another one too. */
const work = temporaryFolder();
const all = path.join(work, 'all');
const year = 2015;
const enterprise = soundUnit(0);
const [sent, own] = [enterprise.creditCode, '912201220555000017'];
let office: Office;
let copies = 0;

beforeAll(async () => {
  const demo = generateDemo();
  await writeDemoWorkbooks(all, { ...demo, units: demo.units.slice(0, 13) }, loadedEdition(), true);
});
beforeEach(() => {
  office = new Office(work, `data${copies++}`);
  office.startYear(year);
  office.write('units.add', { year, code: own, name: `${enterprise.name}(新证)` });
});
afterEach(() => office.close());

const importFile = (name: string, newUnits: 'ask' | 'add'): Promise<Batch> =>
  office.import(readFileSync(path.join(all, name)), name, { year, newUnits });

async function importSent(newUnits: 'ask' | 'add' = 'add'): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  for (const name of readdirSync(all).filter((each) => each.startsWith(enterprise.name)))
    batches.push(await importFile(name, newUnits));
  return batches;
}

const cellsOf = (unit?: string) =>
  office.read('cells.list', { year, limit: 1000, ...(unit === undefined ? {} : { unit }) }).cells;
/** What the form of the unit began with when it was entered; the enterprise says the same of its area. */
const began = () => cellsOf(own).filter(({ basis }) => basis === 'directory');
const isBegun = ({ return: code, code: item }: { readonly return: string; readonly code: string }) =>
  code === 'JC101' && item === '05';
const merge = (unit: string, into: string) =>
  refusalOf(() => office.write('units.merge', { year: office.read('workspace.get', {}).year, unit, into }));
const enterprises = (of: number) =>
  office
    .read('units.list', { year: of })
    .units.filter(({ kind }) => kind === '企业')
    .map(({ id }) => id)
    .sort();

describe('a unit that was entered twice', () => {
  test('becomes one: the other has its cells with their sources, its codes and its name', async () => {
    await importSent();
    office.write('filing.correct', {
      year,
      unit: sent,
      return: 'JC102',
      cells: { '45': '来函更正' },
      basis: 'letter',
      reason: '企业来函',
    });
    const before = cellsOf(sent);
    expect(before.length).toBeGreaterThan(60);
    const { unit, moved } = office.write('units.merge', { year, unit: sent, into: own });
    expect(unit).toMatchObject({ id: own, code: own });
    expect(moved.map((item) => [item.year, item.return])).toEqual([
      [2015, 'JC101'],
      [2015, 'JC102'],
    ]);
    expect(moved.reduce((sum, item) => sum + item.cells, 0)).toBe(before.length);
    const [area] = began();
    expect(area).toMatchObject({ return: 'JC101', code: '05' });
    expect(cellsOf(own)).toEqual(before.map((cell) => (isBegun(cell) ? area : { ...cell, unit: own })));
    expect(cellsOf()).toHaveLength(before.length);
    // Its old code means the other from now on.
    expect(cellsOf(sent)).toEqual(cellsOf(own));
    expect(enterprises(year)).toEqual([own]);
    const owed = office.read('obligations.list', { year });
    expect([owed.due, owed.filed, owed.exempt]).toEqual([2, 2, 0]);
    expect(refusalOf(() => office.write('units.add', { year, code: sent, name: 'x' }))?.code).toBe(
      'unit.exists',
    );
    const history = office.read('filing.history', { year, unit: own, return: 'JC102', key: '45' });
    expect(history.acts[0]).toMatchObject({ kind: 'correction', basis: 'letter' });
  });

  test('is still explained: what was said, and the document with it, is about the other, as long as the values are', async () => {
    await importSent();
    const rows = [{ table: 'JC109D', cells: { '01': '新型淀粉', '04': '201101', '05': '是', '06': '无号' } }];
    for (const unit of [sent, own]) {
      office.write('obligations.add', { year, unit, return: 'JC109' });
      office.write('filing.set', { year, unit, return: 'JC109', rows });
    }
    const found = (unit: string, rule: string) =>
      office
        .read('findings.list', { year, unit, limit: 1000 })
        .findings.filter(({ finding }) => finding.rule === rule);
    const explain = (unit: string, rule: string, text: string): string => {
      const [item] = found(unit, rule);
      if (item === undefined) throw new Error(`nothing found by ${rule}`);
      office.write('finding.explain', { year, finding: item.finding.id, category: 'other', text });
      return item.finding.id;
    };
    office.write('filing.correct', {
      ...{ year, unit: sent, return: 'JC102', basis: 'letter', reason: '企业来函' },
      cells: { '28': '0', '29': '1', '37': '1' },
    });
    const finding = explain(sent, 'JC102-29-1', '专利为合作方所有,合同号2015-17。');
    const file = { sha256: 'a'.repeat(64), name: '合同.pdf', size: 10 };
    office.step('attachments/keep', { year, finding, also: [], files: [file] });
    const row = 'JC109D-06-2';
    explain(sent, row, '备案正在办理,省厅回函为证。');
    explain(own, row, '文件号由主管部门后补发。');
    const rowBefore = found(sent, row)[0]?.finding.record;
    expect(office.write('units.merge', { year, unit: sent, into: own }).moved).toHaveLength(3);
    expect(found(own, 'JC102-29-1')).toMatchObject([
      {
        explained: { category: '其他', text: '专利为合作方所有,合同号2015-17。', stale: false },
        attachments: [{ name: '合同.pdf' }],
      },
    ]);
    expect(office.read('attachment.list', { year }).attachments).toMatchObject([{ unit: own, ...file }]);
    // Its row is another one now; what was said about the other's own row stays with that.
    const both = found(own, row);
    expect(
      both.map(({ finding: { record }, explained }) => [record, explained?.text, explained?.stale]),
    ).toEqual([
      [rowBefore, '文件号由主管部门后补发。', false],
      [expect.not.stringMatching(rowBefore ?? ''), '备案正在办理,省厅回函为证。', false],
    ]);
    // Bound to the values as before: one that changes opens it again.
    office.write('filing.correct', {
      ...{ year, unit: own, return: 'JC102', basis: 'letter', reason: '企业来函' },
      cells: { '29': '2' },
    });
    expect(found(own, 'JC102-29-1')[0]?.explained?.stale).toBe(true);
  });

  test('a reply to its query sheet that is taken back takes back what it explained, also after the merger', async () => {
    await importSent();
    office.write('filing.correct', {
      ...{ year, unit: sent, return: 'JC102', basis: 'letter', reason: '企业来函' },
      cells: { '28': '0', '29': '1', '37': '1' },
    });
    const found = (unit: string) =>
      office
        .read('findings.list', { year, unit, limit: 1000 })
        .findings.find(({ finding }) => finding.rule === 'JC102-29-1');
    const finding = found(sent)?.finding;
    if (finding === undefined) throw new Error('nothing found');
    const at = '2016-03-02T00:00:00.000Z';
    addExplanation(office.store, year, {
      ...{ finding: finding.id, category: '查询单回复', text: '合作方的专利,已附合同。' },
      ...{ operands: finding.operands, at, actor: '张填表' },
    });
    const rows = { new: 0, changed: 0, same: 0, rejected: 0 };
    putBatch(
      office.store,
      {
        ...{ id: 'reply', year, file: '查询单.xlsx', sha256: 'b'.repeat(64), size: 1, state: 'committed' },
        reading: {
          tables: [],
          questions: [],
          notices: [],
          explained: [{ finding: finding.id, before: null }],
        },
        ...{ answers: {}, rows, problem: null, at },
      },
      null,
    );
    expect(merge(sent, own)).toBeNull();
    expect(found(own)?.explained?.stale).toBe(false);
    office.write('import.undo', { batch: 'reply' });
    expect(found(own)?.explained?.stale).toBe(true);
  });

  test('is known by its old code in files that come later, and its import can be undone', async () => {
    const start = cellsOf(own).map(({ code, value }) => [code, value]);
    const batches = await importSent();
    const before = cellsOf(sent);
    expect(merge(sent, own)).toBeNull();
    for (const batch of batches) office.write('import.undo', { batch: batch.id });
    expect(cellsOf().map(({ code, value }) => [code, value])).toEqual(start);
    const again = await importSent('ask');
    expect(again.map(({ outcome }) => outcome)).toEqual(['committed', 'committed']);
    const [area] = began();
    expect(cellsOf()).toEqual(before.map((cell) => (isBegun(cell) ? area : { ...cell, unit: own })));
  });

  test('takes over a row that was read before and is committed later', async () => {
    const { creditCode: listed, name } = soundUnit(12);
    office.write('units.add', { year, code: listed, name });
    // The other rows wait for an answer, and with them the whole file.
    const { id, outcome } = await importFile('01 单位基本情况名单.xlsx', 'ask');
    expect(outcome).toBe('questions');
    expect(merge(listed, own)).toBeNull();
    office.write('import.commit', { batch: id, partial: true });
    expect(new Set(cellsOf().map(({ unit }) => unit))).toEqual(new Set([own]));
  });

  test('is not merged while both have a number and the numbers differ', async () => {
    await importSent();
    office.write('filing.set', { year, unit: own, return: 'JC102', cells: { '01': '7', '46': '1' } });
    const before = cellsOf();
    expect(merge(sent, own)).toMatchObject({
      code: 'unit.merge-conflict',
      details: { unit: sent, into: own, cells: expect.stringContaining('JC102.01') as string },
    });
    expect(cellsOf()).toEqual(before);
    // What is the same in both is no conflict, and what only the other has stays.
    const same = before.find((cell) => cell.unit === sent && cell.return === 'JC102' && cell.code === '01');
    office.write('filing.set', {
      year,
      unit: own,
      return: 'JC102',
      cells: { '01': JSON.stringify(same?.value), '46': '' },
    });
    expect(merge(sent, own)).toBeNull();
    const stated = before.filter(({ unit, return: code }) => unit === sent || code === 'JC102');
    expect(cellsOf(own).length).toBe(stated.length - 2);
  });

  test('keeps its years: one with values of an earlier year is not merged away', async () => {
    await importSent();
    office.startYear(2016);
    expect(merge(sent, own)).toMatchObject({ code: 'unit.merge-history', details: { year: 2015 } });
    // The other way round nothing is lost: the one with the history goes on.
    expect(merge(own, sent)).toBeNull();
    expect(enterprises(2016)).toEqual([sent]);
    expect(enterprises(2015)).toEqual([sent, own].sort());
    expect(office.read('obligations.list', { year: 2016 }).due).toBe(2);
    expect(office.read('obligations.list', { year: 2015 }).due).toBe(4);
  });

  test('is not merged into itself nor into one that is not there, and is closed by a status of the list only', () => {
    expect(merge(own, own)?.code).toBe('unit.merge-itself');
    expect(merge(own, 'L9')?.code).toBe('unit.absent');
    const close = (status: string) => office.write('units.close', { year, unit: own, status });
    for (const status of ['1', '8', '停']) expect(refusalOf(() => close(status))?.code).toBe('unit.status');
    expect(close('2').unit.status).toBe('2');
  });
});

test('the county’s own entry follows the area codes: it is not renamed, moved, merged or closed', () => {
  const own = '220122';
  const refused = [
    ['units.rename', { unit: own, name: '别的县' }],
    ['units.move', { unit: own, area: '220113' }],
    ['units.close', { unit: own, status: '2' }],
    ['units.merge', { unit: own, into: sent }],
  ] as const;
  office.add(enterprise, year);
  for (const [operation, input] of [...refused, ['units.merge', { unit: sent, into: own }] as const])
    expect(refusalOf(() => office.write(operation, { year, ...input }))?.code, operation).toBe('unit.county');
});
