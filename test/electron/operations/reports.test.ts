import path from 'node:path';
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { csvBytes, csvOf } from '#electron/operations/report-files.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import { contentSchema } from '#shared/packages/content.ts';
import type { CrossReport, QualityReport } from '#shared/tally/report.ts';
import { inTenThousands } from '#shared/tally/ten-thousands.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'));
const first = '91220122MA0100008Q';
const second = '91220122MA0100374L';

async function file(unit: string, cells: Readonly<Record<string, string>>): Promise<void> {
  await service.answer('filing.set', { unit, return: 'JC102', cells });
}

async function cross(preview: boolean): Promise<CrossReport> {
  const report = await service.answer('report.get', { report: 'ZH302', preview });
  if (report.kind !== 'cross') throw new Error(report.kind);
  return report;
}

async function quality(): Promise<QualityReport> {
  const report = await service.answer('report.get', { report: 'ZH303' });
  if (report.kind !== 'quality') throw new Error(report.kind);
  return report;
}

beforeAll(async () => {
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  for (const [code, name] of [
    [first, '甲厂'],
    [second, '乙厂'],
  ])
    await service.answer('units.add', { code, name, kind: '企业' });
  await file(first, { '01': '180404', '02': '20314' });
  await file(second, { '01': '4', '02': '1' });
});
afterAll(() => service.close());

describe('the computed tables', () => {
  test('ZH302 counts drafts in a preview alone', async () => {
    const report = await cross(true);
    const at = report.columns.findIndex(({ code }) => code === '01');
    expect(report.rows[0]).toMatchObject({ code: 'total', units: 2, due: 2 });
    expect(report.rows[0]?.values[at]).toBe(180_408);
    const accepted = await cross(false);
    expect(accepted.rows[0]).toMatchObject({ units: 0, due: 2 });
    expect(accepted.rows[0]?.values.every((value) => value === null)).toBe(true);
  });

  test('ZH302 is written in 万元 that add up, and in 千元 to a CSV', async () => {
    const report = await cross(true);
    const xlsx = await service.answer('report.write', { report: 'ZH302', preview: true, format: 'xlsx' });
    const target = await saveMadeFile(service.tokens.take(xlsx.file.token), path.join(folder, 'zh302.xlsx'));
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(target);
    const sheet = book.getWorksheet('ZH302');
    const names = sheet?.getRow(7).values as (string | undefined)[];
    const column = names.findIndex((name) => name?.startsWith('01 ') === true);
    expect(names[column]).toContain('(万元)');
    const printed = inTenThousands(report);
    const at = report.columns.findIndex(({ code }) => code === '01');
    printed.rows.forEach((row, index) =>
      expect(sheet?.getRow(8 + index).getCell(column).value).toBe(row.values[at]),
    );
    expect(printed.rows[0]?.values[at]).toBe(18_041);
    const csv = await service.answer('report.write', { report: 'ZH302', preview: true, format: 'csv' });
    const text = readFileSync(
      await saveMadeFile(service.tokens.take(csv.file.token), path.join(folder, 'a.csv')),
      'utf8',
    );
    expect(text).toContain('180408');
    expect(text).toContain('(千元)');
  });

  test('ZH303 says what is filed, found, corrected and open', async () => {
    await service.answer('filing.correct', {
      unit: first,
      return: 'JC102',
      cells: { '02': '20500' },
      basis: 'letter',
      reason: '更正函 2016-3',
    });
    const report = await quality();
    expect(report.returns.find((item) => item.return === 'JC102')).toMatchObject({
      due: 2,
      filed: 2,
      accepted: 0,
      exempt: 0,
    });
    expect(report.corrections).toMatchObject([
      {
        unit: first,
        unitName: '甲厂',
        key: '02',
        old: 20_314,
        new: 20_500,
        basis: 'letter',
        reason: '更正函 2016-3',
      },
    ]);
    const { counts, undecided } = await service.answer('findings.list', {});
    expect(Object.fromEntries(report.findings.map((item) => [item.class, item.found]))).toEqual(counts);
    expect(report.explanations.reduce((sum, { found }) => sum + found, 0)).toBe(
      counts.A + counts.B + counts.C + counts.D,
    );
    expect(report.undecided.reduce((sum, { count }) => sum + count, 0)).toBe(undecided);
    expect(report.units).toBeNull();
    expect(report.edition.open).toEqual(loadedEdition().edition.open);
  });

  test('are written to a CSV that a spreadsheet program opens as what it says, and takes no text of for a formula', async () => {
    await service.answer('filing.correct', {
      unit: first,
      return: 'JC102',
      cells: { '02': '20600' },
      basis: 'letter',
      reason: '=HYPERLINK("http://x","更正函")',
    });
    const { file: made } = await service.answer('report.write', { report: 'ZH303', format: 'csv' });
    const target = await saveMadeFile(service.tokens.take(made.token), path.join(folder, 'zh303.csv'));
    const bytes = readFileSync(target);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text).toContain(`,"'=HYPERLINK(""http://x"",""更正函"")"`);
    expect(text).not.toMatch(/(?:^|,|\n)"?[=+@]/m);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test.each([
    '=1',
    '+1',
    '-1',
    '@SUM(1)',
    '\uff1d1+1',
    '\uff0b1',
    '\uff0d1',
    '\uff20SUM(1)',
    ' =1',
    '\t=1',
    '\n=1',
  ])('keep the text %j a text in a CSV', (text) => {
    expect(csvBytes([[text, -1]]).toString('utf8')).toMatch(/^\ufeff"?'[^']+,-1\r\n$/);
  });

  test('say on a CSV as well that the forms are past their day', async () => {
    const report = await quality();
    const { edition } = loadedEdition();
    const dated = { edition: { ...edition, header: { ...edition.header, validUntil: '2016年6月' } } };
    const firstLine = (today: string): string =>
      csvOf(report, dated, today).toString('utf8').split('\r\n')[0] ?? '';
    expect(firstLine('2016-07-01')).toContain('有效期至2016年6月(已过有效期)');
    expect(firstLine('2016-06-30')).not.toContain('有效期');
  });

  test('fit the schema of a package', async () => {
    const reports = await Promise.all(
      ['ZH301', 'ZH302', 'ZH303'].map((report) => service.answer('report.get', { report })),
    );
    expect(contentSchema.shape.reports.parse(reports)).toEqual(reports);
  });

  test('refuse what is no computed table, and to trace what opens to no cells', async () => {
    await expect(service.answer('report.get', { report: 'JC102' })).rejects.toMatchObject({
      code: 'report.absent',
      details: { known: 'ZH301、ZH302、ZH303' },
    });
    for (const asked of [
      { report: 'ZH302', row: 'I001' },
      { report: 'ZH302', row: 'total', column: '99' },
      { report: 'ZH302', row: '99', column: '01' },
      { report: 'ZH301', row: 'I014', column: '01' },
      { report: 'ZH303', row: 'JC102', column: 'found' },
      { report: 'ZH303', row: 'JC999-1', column: 'found' },
    ])
      await expect(service.answer('trace.get', asked)).rejects.toMatchObject({ code: 'report.row-absent' });
    await expect(service.answer('trace.get', { report: 'JC102', row: '01' })).rejects.toMatchObject({
      code: 'report.absent',
    });
  });

  test('every number of ZH302 is the sum of what it opens to', async () => {
    const report = await cross(true);
    for (const row of report.rows)
      for (const [index, { code, kind }] of report.columns.entries()) {
        const opened = await service.answer('trace.get', {
          report: 'ZH302',
          row: row.code,
          column: code,
          preview: true,
        });
        expect([row.code, code, opened.value]).toEqual([row.code, code, row.values[index] ?? null]);
        const sumOf = (part: string): number =>
          opened.leaves.reduce((sum, leaf) => sum + (leaf.part === part ? Number(leaf.value) : 0), 0);
        if (kind === 'sum') expect(sumOf('total')).toBe(row.values[index] ?? 0);
        else if (opened.value !== null)
          expect((sumOf('numerator') / sumOf('denominator')) * 100).toBeCloseTo(opened.value, 1);
      }
    const [owed, counted] = await Promise.all(
      ['due', 'units'].map((column) =>
        service.answer('trace.get', { report: 'ZH302', row: 'total', column, preview: false }),
      ),
    );
    expect([owed?.value, owed?.leaves.length, counted?.value, counted?.leaves.length]).toEqual([2, 2, 0, 0]);
    const cells = await service.answer('trace.get', {
      report: 'ZH302',
      row: 'total',
      column: '01',
      preview: true,
    });
    expect(
      cells.leaves.map(({ unit, return: of, code, value, state, raw }) => [
        unit,
        of,
        code,
        value,
        state,
        raw,
      ]),
    ).toEqual([
      [first, 'JC102', '01', 180_404, 'draft', '180404'],
      [second, 'JC102', '01', 4, 'draft', '4'],
    ]);
    // One page of the cells, and what all of them come to.
    const page = await service.answer('trace.get', {
      ...{ report: 'ZH302', row: 'total', column: '01', preview: true },
      limit: 1,
    });
    expect([page.leaves.length, page.total]).toEqual([1, 2]);
    expect(page.groups.reduce((sum, group) => sum + group.sum, 0)).toBe(180_408);
    expect(page.groups.reduce((count, group) => count + group.count, 0)).toBe(2);
  });

  test('every count of ZH303 opens to as many filings or findings', async () => {
    const report = await quality();
    const opened = (row: string, column: string) =>
      service.answer('trace.get', { report: 'ZH303', row, column });
    for (const item of report.returns)
      for (const column of ['due', 'filed', 'accepted', 'exempt', 'aside'] as const) {
        const { value, total, leaves } = await opened(item.return, column);
        expect([item.return, column, value, total]).toEqual([
          item.return,
          column,
          item[column],
          item[column],
        ]);
        expect(leaves.every((leaf) => leaf.return === item.return)).toBe(true);
      }
    for (const item of report.findings)
      for (const column of ['found', 'explained', 'open'] as const)
        expect([item.class, column, (await opened(item.class, column)).total]).toEqual([
          item.class,
          column,
          item[column],
        ]);
    for (const item of report.explanations)
      expect([item.rule, (await opened(item.rule, 'found')).total]).toEqual([item.rule, item.found]);
    expect(report.explanations.length).toBeGreaterThan(0);
  });
});
