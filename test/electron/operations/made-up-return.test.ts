import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unzipStrictly } from '#electron/sync/zip.ts';
import { packEdition } from '#electron/sync/edition-file.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import type { Output } from '#shared/contract/contract.ts';
import { isProblem } from '#shared/contract/problem.ts';
import type { Edition } from '#shared/returns/definition.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { madeUpEdition, madeUpSupplement } from '#test/fixtures/made-up-edition.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** No return, field, rule or indicator is named in code: a made-up edition goes the whole way of a year. */
const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'));
const first = '91220122MA0100008Q';
const second = '91220122MA0100374L';
const reason = '省局下发新制度';
let jilin: Province;

function tokenOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return service.tokens.give(file, name);
}

function packed(content: { readonly name: string }): string {
  return tokenOf(`${content.name}.nbed`, packEdition(content, jilin.publisher, '2016-01-05T08:00:00.000Z'));
}

async function saved(token: string): Promise<string> {
  return saveMadeFile(service.tokens.take(token), `${folder}${path.sep}`);
}

const rulesFound = async (): Promise<readonly string[]> =>
  (await service.answer('findings.list', { open: true })).findings.map(({ finding }) => finding.rule).sort();

/** Fills the first row of a blank workbook whose third column is the code, and imports it. */
async function fillAndImport(cells: Readonly<Record<string, ExcelJS.CellValue>>, unit: string) {
  const { file } = await service.answer('template.make', { return: 'JC301', unit });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await saved(file.token));
  const headings: string[] = [];
  book.getWorksheet('JC301')?.eachRow((row) => {
    headings.push(row.getCell(1).text);
    const value = cells[row.getCell(3).text];
    if (value !== undefined) row.getCell(4).value = value;
  });
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const { batches } = await service.answer('import.run', { files: [tokenOf(`${unit}.xlsx`, bytes)] });
  return { headings, batch: batches[0] };
}

beforeAll(async () => {
  jilin = await province();
  await service.open();
  // The year before is under the program's own edition, and stays so.
  await service.answer('workspace.init', { county: '220122', year: 2014 });
  await service.answer('edition.load', {
    file: packed(madeUpEdition()),
    trust: tokenOf('root.pem', jilin.root.pem),
  });
  await service.answer('workspace.init', { year: 2015 });
  for (const [code, name] of [
    [first, '甲茶厂'],
    [second, '乙茶厂'],
  ])
    await service.answer('units.add', { code, name, kind: '企业' });
});
afterAll(() => service.close());

describe('a made-up edition', () => {
  test('is what its year is under; the year before keeps its own', async () => {
    const { editions } = await service.answer('edition.list', {});
    expect(editions.map(({ name, kind, years }) => [name, kind, years])).toEqual([
      ['demo', 'program', [2014]],
      ['made-up-1', 'edition', [2015]],
    ]);
    const of = async (year: number): Promise<readonly string[]> =>
      (await service.answer('catalogue.get', { year })).returns.map(({ code }) => code);
    expect(await of(2015)).toEqual(['JC301', 'JC302', 'ZH401']);
    expect(await of(2014)).toContain('JC102');
    expect((await service.answer('catalogue.return', { return: 'JC301' })).definition.name.zh).toBe(
      '茶叶生产情况',
    );
    const { missing } = await service.answer('obligations.list', {});
    expect(missing.map((item) => item.return)).toEqual(['JC301', 'JC301']);
  });

  test('is typed into, with the rules that it brings', async () => {
    await service.answer('filing.set', {
      unit: first,
      return: 'JC301',
      cells: { '01': '1000', '02': '3000', '04': '红茶' },
    });
    expect(await rulesFound()).toContain('JC301-02-1');
    await service.answer('filing.correct', {
      unit: first,
      return: 'JC301',
      cells: { '02': '300' },
      basis: 'letter',
    });
    expect(await rulesFound()).not.toContain('JC301-02-1');
  });

  test('gives a blank workbook that comes back filled', async () => {
    const { batch } = await fillAndImport({ '01': 4000, '02': 1200, '04': '绿茶' }, second);
    expect(batch?.problem ?? null).toBeNull();
    expect(batch).toMatchObject({ outcome: 'committed', questions: [] });
    const { cells } = await service.answer('filing.get', { unit: second, return: 'JC301' });
    expect(JSON.stringify(cells)).toContain('4000');
  });

  test('gives a blank register that comes back filled, though it has two columns', async () => {
    const { file } = await service.answer('template.make', { return: 'JC302', unit: first });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await saved(file.token));
    const sheet = book.getWorksheet('JC302');
    let codes = 0;
    sheet?.eachRow((row, number) => {
      if (row.getCell(2).text === '01') codes = number;
    });
    const row = sheet?.getRow(codes + 1);
    if (row !== undefined) [row.getCell(2).value, row.getCell(3).value] = ['东山茶园', 200];
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const { batches } = await service.answer('import.run', { files: [tokenOf('茶园.xlsx', bytes)] });
    expect(batches).toMatchObject([{ outcome: 'committed', questions: [], rows: { new: 1 } }]);
  });

  test('with the county’s own items over it shows them, checks them and fills them', async () => {
    const supplement = packed(madeUpSupplement());
    await service.answer('edition.load', { file: supplement });
    const moved = await service.answer('edition.use', { edition: 'nongan', reason: '县里要看古树茶' });
    expect(moved.differences.map(({ kind, place }) => `${kind} ${place}`)).toEqual([
      'added JC301.91',
      'added JC301-L1',
    ]);
    const { headings, batch } = await fillAndImport({ '01': 4000, '02': 1200, '91': 5000 }, second);
    expect(batch?.outcome).toBe('committed');
    expect(headings.join('\n')).toMatch(/县级/);
    expect(await rulesFound()).toContain('JC301-L1');
    await service.answer('filing.correct', {
      unit: second,
      return: 'JC301',
      cells: { '91': '50' },
      basis: 'letter',
    });
    expect(await rulesFound()).not.toContain('JC301-L1');
  });

  test('is accepted and totalled by its own indicators', async () => {
    const { findings } = await service.answer('findings.list', { open: true });
    for (const { finding } of findings)
      await service.answer('finding.explain', {
        finding: finding.id,
        category: '核实无误',
        text: '已与企业核对原始台账,合同号2015-17。',
      });
    expect(await service.answer('filing.acceptClean', {})).toMatchObject({ left: [] });
    const report = await service.answer('report.get', { report: 'ZH401' });
    if (report.kind !== 'indicators') throw new Error(report.kind);
    expect(report.rows.map(({ code, value }) => [code, value])).toEqual([
      ['I901', 5000],
      ['I902', 30],
    ]);
    expect((await service.answer('trace.get', { report: 'ZH401', row: 'I901' })).leaves).toHaveLength(2);
  });

  test('says on what is exported that its 有效期 has passed', async () => {
    const { file } = await service.answer('report.write', { report: 'ZH401', format: 'csv' });
    const [title] = readFileSync(await saved(file.token), 'utf8').split('\r\n');
    expect(title).toContain('(示范版,不作为法定报表)(有效期至2016年6月(已过有效期))');
  });

  test('moves to a newer one by an act of its own, with its consequences told first', async () => {
    const newer = newerEdition();
    const checked = await service.answer('edition.check', { file: packed(newer) });
    expect(checked.differences.map(({ kind, place }) => `${kind} ${place}`)).toEqual([
      'renamed JC301.01',
      'added JC301-01-1',
      'dropped JC301.04',
    ]);
    expect(checked.years).toEqual([{ year: 2015, state: 'open', current: false }]);
    await service.answer('edition.load', { file: packed(newer) });
    const before = await service.answer('edition.preview', { edition: 'made-up-2' });
    expect(before.recheck).toEqual([{ unit: first, name: '甲茶厂', return: 'JC301', rules: ['JC301-01-1'] }]);
    expect(before.kept).toMatchObject([{ place: 'JC301.04', filings: 2 }]);
    expect((await service.answer('filing.get', { unit: first, return: 'JC301' })).state).toBe('accepted');
    expect(await service.answer('edition.use', { edition: 'made-up-2', reason })).toEqual(before);
    expect((await service.answer('filing.get', { unit: first, return: 'JC301' })).state).toBe('draft');
    expect((await service.answer('filing.get', { unit: second, return: 'JC301' })).state).toBe('accepted');
    // What the county added is still there, and so are the values of the dropped field.
    const { definition } = await service.answer('catalogue.return', { return: 'JC301' });
    const codes = definition.tables[0]?.sections.flatMap(({ fields }) => fields.map(({ code }) => code));
    expect(codes).toEqual(['01', '02', '03', '91']);
    await service.answer('edition.use', { edition: 'made-up-1', reason: '退回原制度' });
    const { cells } = await service.answer('cells.list', { unit: first, return: 'JC301' });
    expect(cells.find(({ code }) => code === '04')?.value).toBe('2');
  });

  test('that is not sound is refused with the place, and nothing of it is kept', async () => {
    const edition = madeUpEdition();
    edition.name = 'made-up-3';
    const [rule] = edition.returns[0]?.rules ?? [];
    if (rule !== undefined) rule.rule = '02≤77';
    const before = await service.answer('edition.list', {});
    for (const operation of ['edition.check', 'edition.load'] as const) {
      const refused = await service
        .answer(operation, { file: packed(edition) })
        .catch((error: unknown) => error);
      expect(isProblem(refused, 'edition.faulty') ? refused.details : refused).toEqual({
        file: 'made-up-3.nbed',
        place: 'JC301-02-1:4',
        fault: 'no field JC301.77',
        count: 1,
      });
    }
    // Of a folder it is said to its author, who has nobody to ask for another.
    const own = path.join(folder, 'unsound');
    mkdirSync(own);
    writeFileSync(path.join(own, 'supplement.json'), JSON.stringify({ ...madeUpSupplement(), county: '' }));
    const unsound = await service
      .answer('edition.pack', { folder: service.tokens.give(own, 'unsound'), passphrase: 'none-is-made' })
      .catch((error: unknown) => error);
    expect(isProblem(unsound, 'edition.unsound') ? unsound.details : unsound).toMatchObject({
      place: 'county',
      count: 1,
    });
    const foreign = await service
      .answer('edition.load', { file: packed({ ...madeUpSupplement(), county: '220182' } as Named) })
      .catch((error: unknown) => error);
    expect(isProblem(foreign, 'edition.county')).toBe(true);
    const unused = await service
      .answer('edition.use', { edition: 'made-up-3', reason })
      .catch((error: unknown) => error);
    expect(isProblem(unused, 'edition.absent')).toBe(true);
    expect(await service.answer('edition.list', {})).toEqual(before);
  });

  test('is signed off, sealed without the county’s own items, and verified', async () => {
    await service.answer('filing.acceptClean', {});
    const { due } = (await service.answer('round.get', {})).rehearsal;
    await service.answer('round.signoff', {
      role: 'statistics-head',
      name: '李',
      ...(due > 0 ? { missingReason: '县级部门未报' } : {}),
    });
    await service.answer('round.signoff', { role: 'office-head', name: '王' });
    const passphrase = 'pass word 1';
    await service.answer('key.new', { passphrase });
    const { file } = await service.answer('package.seal', { format: 'both', passphrase });
    const at = await saved(file.token);
    const verdict = await service.answer('package.verify', { file: service.tokens.give(at, 'a.nbpkg') });
    expect(verdict).toMatchObject({ valid: true, problems: [] });
    const kept: Output<'edition.list'>['editions'] = (await service.answer('edition.list', {})).editions;
    const parts = partsOf(at);
    expect(parts['manifest.json']).toContain(kept.find(({ name }) => name === 'made-up-1')?.sha256);
    expect(parts['data/filings.json']).toContain('"02":1200');
    expect(parts['data/filings.json']).not.toContain('"91"');
    const refused = await service
      .answer('edition.use', { edition: 'made-up-2', reason })
      .catch((error: unknown) => error);
    expect(isProblem(refused, 'round.frozen')).toBe(true);
  });
});

type Named = { readonly name: string };

/** One field renamed, one dropped, one rule more. */
function newerEdition(): Edition {
  const edition = madeUpEdition();
  edition.name = 'made-up-2';
  const [definition] = edition.returns;
  const fields = definition?.tables[0]?.sections[0]?.fields ?? [];
  if (fields[0] !== undefined) fields[0].name.zh = '茶叶产值';
  fields.splice(3, 1);
  definition?.rules.push({
    id: 'JC301-01-1',
    class: 'A',
    scope: 'filing',
    rule: '01≥2000千元',
    at: ['01'],
    title: { zh: '规模以上', en: 'Above scale' },
    examples: { holds: [{ cells: { '01': 3000 } }], breaks: [{ cells: { '01': 5 } }] },
    needs: [],
    locked: true,
  });
  return edition;
}

function partsOf(file: string): Readonly<Record<string, string>> {
  const zip = unzipStrictly(readFileSync(file), file);
  return Object.fromEntries(
    [...(zip?.parts ?? [])].map(([name, part]) => [name, Buffer.from(part).toString('utf8')]),
  );
}
