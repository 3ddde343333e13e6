import { createPublicKey } from 'node:crypto';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { compactVerify, decodeProtectedHeader, importX509 } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import XLSX from '@e965/xlsx';
import { loadedEdition } from '#electron/edition.ts';
import { sha256 } from '#electron/sync/canonical.ts';
import { editionHash } from '#electron/sync/package.ts';
import { sheetNames } from '#electron/sync/workbook.ts';
import type { PackageContent, PackagedFiling, PackagedRecord } from '#shared/packages/content.ts';
import { returnOf, tableOf } from '#shared/values/record.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { crossReport, qualityReport } from '#test/fixtures/reports.ts';
import { build, contentOf, faultsOf, filingOf, judge, requestOf } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

let jilin: Province;
beforeAll(async () => {
  jilin = await province();
});

describe('a sealed package', () => {
  test.each(['json', 'xlsx', 'both'] as const)(
    'of format %s verifies, and says what it is',
    async (format) => {
      const built = await build(format, jilin.signer);
      expect(built.name).toBe(format === 'xlsx' ? '220122-2015-001.xlsx' : '220122-2015-001.nbpkg');
      expect(built.sha256).toBe(sha256(built.bytes));
      const verdict = await judge(built.bytes, built.name, [jilin.root.pem]);
      expect(verdict).toEqual({
        valid: true,
        format,
        signer: {
          subject: 'C=CN, O=农安县统计局',
          fingerprint: sha256(Buffer.from(jilin.county.certificate.rawData)),
          demonstration: false,
        },
        sequence: 1,
        county: { code: '220122', name: '农安县' },
        year: 2015,
        kind: '正式',
        problems: [],
      });
    },
  );

  test('carries the request in its manifest, and the data as it was', async () => {
    const built = await build('both', jilin.signer, {
      kind: '更正',
      sequence: 12,
      previous: 'b'.repeat(64),
      replaces: 11,
    });
    const files = new Files(built.bytes);
    const { files: listed, controlTotals, program, ...manifest } = files.manifest();
    expect(built.name).toBe('220122-2015-012.nbpkg');
    expect(manifest).toEqual({
      formatVersion: 1,
      type: 'nianbao-package',
      county: { code: '220122', name: '农安县' },
      year: 2015,
      kind: '更正',
      covers: ['JC101', 'JC102', 'JC105'],
      tables: ['JC101', 'JC102', 'JC105', 'JC105M'],
      reports: ['ZH301'],
      edition: { name: loadedEdition().edition.name, sha256: editionHash(loadedEdition()) },
      sequence: 12,
      previous: 'b'.repeat(64),
      replaces: 11,
      created: '2016-03-20T08:30:00Z',
      demonstration: true,
    });
    expect(program).toMatch(/^nianbao \d/);
    expect(listed.map(({ name }) => name)).toEqual([
      'data/filings.json',
      'data/directory.json',
      'data/findings.json',
      'data/acts.json',
      'data/reports.json',
      '220122-2015-012.xlsx',
    ]);
    for (const { name, size, sha256: hash } of listed)
      expect([files.bytes(name).length, sha256(files.bytes(name))]).toEqual([size, hash]);
    expect(controlTotals).toEqual({
      JC101: { filings: 1, tables: { JC101: { records: 1, sums: {} } } },
      // 180400 + 0.1 + 0, 20310 - 0.2: exact, not 180400.10000000001.
      JC102: {
        filings: 3,
        tables: {
          JC102: {
            records: 3,
            sums: {
              '01': 180_400.1,
              '02': 20_309.8,
              '02.上年': 15_000,
              '03': 1e-7,
              '04': 9_007_199_254_740_991,
              '07': 0,
            },
          },
        },
      },
      JC105: {
        filings: 2,
        tables: {
          JC105: { records: 2, sums: { '08': 2, '16': 800.5 } },
          JC105M: { records: 2, sums: {} },
        },
      },
    });
    const content = contentOf();
    for (const [name, part] of [
      ['data/filings.json', content.filings],
      ['data/directory.json', content.directory],
      ['data/findings.json', content.findings],
      ['data/acts.json', content.acts],
      ['data/reports.json', content.reports],
    ] as const)
      expect(files.json(name)).toEqual(part);
  });

  test('has the same bytes for the same content, but for the signature', async () => {
    const [first, second] = await Promise.all([build('json', jilin.signer), build('json', jilin.signer)]);
    const [a, b] = [new Files(first.bytes), new Files(second.bytes)];
    a.remove('manifest.jws');
    b.remove('manifest.jws');
    expect(a.zip().equals(b.zip())).toBe(true);
  });

  test('is trusted by its root, its office or its very certificate, and by nothing else', async () => {
    const { bytes, name } = await build('json', jilin.signer);
    const other = await province();
    expect(await faultsOf(bytes, name, [jilin.office.pem])).toEqual([]);
    expect(await faultsOf(bytes, name, [jilin.county.pem])).toEqual([]);
    expect(await faultsOf(bytes, name, [other.root.pem, jilin.root.pem])).toEqual([]);
    expect(await faultsOf(bytes, name, [other.root.pem])).toEqual(['untrusted manifest.jws']);
    expect(await faultsOf(bytes, name, [])).toEqual(['untrusted manifest.jws']);
  });

  test('has a signature that jose verifies', async () => {
    const files = new Files((await build('json', jilin.signer)).bytes);
    const jws = files.text('manifest.jws');
    const header = decodeProtectedHeader(jws);
    expect(header).toEqual({
      alg: 'ES256',
      typ: 'stat-package+jws',
      x5c: [jilin.county, jilin.office].map(({ certificate }) =>
        Buffer.from(certificate.rawData).toString('base64'),
      ),
    });
    const key = await importX509(jilin.county.pem, 'ES256');
    const { payload } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    expect(Buffer.from(payload).equals(files.bytes('manifest.json'))).toBe(true);
    await expect(compactVerify(jws, createPublicKey(jilin.root.pem))).rejects.toThrow('signature');
  });
});

describe('a signed workbook', () => {
  test('reads the same in exceljs, in SheetJS and in our package', async () => {
    const built = await build('xlsx', jilin.signer);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(built.bytes).buffer);
    const other = XLSX.read(built.bytes, { dense: true });
    expect(book.worksheets.map(({ name }) => name)).toEqual(sheetNames(built.manifest));
    expect(other.SheetNames).toEqual(sheetNames(built.manifest));
    const { filings } = contentOf();
    for (const table of built.manifest.tables) {
      const sheet = book.getWorksheet(table);
      const dense = XLSX.utils.sheet_to_json<unknown[]>(other.Sheets[table] ?? {}, { header: 1, raw: true });
      const keys = (sheet?.getRow(3).values as string[]).slice(1);
      expect(dense[2]).toEqual(keys);
      filings
        .filter((filing) => filing.return === returnOf(table))
        .flatMap((filing) => {
          const own = filing.records.filter(({ record }) => tableOf(filing.return, record) === table);
          return (own.length > 0 ? own : [undefined]).map((record) => ({ filing, record }));
        })
        .forEach(({ filing, record }, index) => {
          const expected = keys.map((key) => shownOf(filing, record, key));
          const row = sheet?.getRow(4 + index);
          expect(keys.map((_, column) => row?.getCell(column + 1).value ?? '')).toEqual(expected);
          expect(keys.map((_, column) => dense[3 + index]?.[column] ?? '')).toEqual(expected);
        });
    }
  });

  test('has a sheet for each kind of computed table, with the same content as the data', async () => {
    const { reports } = contentOf();
    const content = contentOf({ reports: [...reports, crossReport, qualityReport] });
    const { bytes, name } = await build('both', jilin.signer, {}, content);
    expect(await faultsOf(bytes, name, [jilin.root.pem])).toEqual([]);
    const files = new Files(bytes);
    expect(files.json('data/reports.json')).toEqual([...reports, crossReport, qualityReport]);
    const book = new ExcelJS.Workbook();
    // A buffer may be a part of a larger one: it is copied into one of its own.
    await book.xlsx.load(new Uint8Array(files.bytes(`${name.replace(/\.nbpkg$/, '')}.xlsx`)).buffer);
    expect(book.worksheets.slice(0, 3).map((sheet) => sheet.name)).toEqual(['ZH301', 'ZH302', 'ZH303']);
    const total = book.getWorksheet('ZH302')?.getRow(4).values as unknown[];
    expect(total.slice(1)).toEqual(['total', '总计', '总计', 3, 4, 180_400.5, 11.26]);
    const lines = book
      .getWorksheet('ZH303')
      ?.getSheetValues()
      .map((row) => (row as unknown[] | undefined)?.slice(1));
    expect(lines).toContainEqual(['甲厂.xlsx', 'a'.repeat(64), '已入库', '2016-02-01T00:00:00.000Z']);
    expect(lines).toContainEqual(['退出', 'L9', '旧厂', '并入 农安县第1户']);
  });

  test('shows a text that looks like an escaped character as it is', async () => {
    const odd = ['_x0041_', 'scan_x000D_.pdf', '_x005F_x0041_', 'a_x00g1_', '_x0041_x0042_'];
    const cells = Object.fromEntries(odd.map((text, index) => [`0${index + 1}`, text]));
    const records = [{ record: '', cells, sources: {} }];
    const filing = filingOf({ unit: 'L1', return: 'JC101', records });
    const { bytes, name } = await build('both', jilin.signer, {}, contentOf({ filings: [filing] }));
    expect(await faultsOf(bytes, name, [jilin.root.pem])).toEqual([]);
  });

  test('is a plain OPC package without document properties or folders', async () => {
    const names = Object.keys(unzipSync((await build('xlsx', jilin.signer)).bytes));
    expect(names[0]).toBe('[Content_Types].xml');
    expect(names.filter((name) => name.endsWith('/') || name.startsWith('docProps'))).toEqual([]);
    expect(names).toContain('_xmlsignatures/sig1.xml');
    expect(names).toContain('customXml/item1.xml');
  });

  function shownOf(filing: PackagedFiling, record: PackagedRecord | undefined, key: string): string | number {
    const unit = contentOf().directory.find(({ id }) => id === filing.unit);
    if (key === 'unit') return filing.unit;
    if (key === 'name') return unit?.facts['name'] ?? '';
    if (key === 'state') return filing.state;
    if (key === 'record') return record?.record ?? '';
    const value = record?.cells[key];
    if (value === undefined) return '';
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (Array.isArray(value)) return value.join('、');
    if (typeof value === 'object')
      return { unknown: '不详', none: '无', 'not-applicable': '不适用' }[value.blank];
    return value;
  }
});

describe('any content', () => {
  const fields = [...loadedEdition().fields('JC102').keys()];
  const key = fc
    .tuple(fc.constantFrom(...fields), fc.boolean())
    .map(([code, last]) => (last ? `${code}.上年` : code));
  const text = fc.string({ unit: 'binary', maxLength: 60 }).map((written) => written.toWellFormed());
  const number = fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    .map((value) => value + 0);
  const value = fc.oneof(
    number,
    fc.maxSafeInteger(),
    text,
    fc.boolean(),
    fc.array(text, { maxLength: 3 }),
    fc.constantFrom('unknown', 'none', 'not-applicable').map((blank) => ({ blank }) as const),
  );
  const filing = fc.record({
    unit: fc.constantFrom('L1', 'L2', 'L3'),
    state: fc.constantFrom('accepted', 'nil', 'exempt', 'due', 'draft', 'aside'),
    reason: fc.option(text),
    cells: fc.dictionary(key, value, { maxKeys: 8 }),
  });
  const content = fc
    .record({
      filings: fc.uniqueArray(filing, { maxLength: 3, selector: (item) => item.unit }),
      name: text,
      said: text,
    })
    .map(({ filings, name, said }): PackageContent =>
      contentOf({
        filings: filings.map((item) => filingOf({ ...item, sources: {} })),
        directory: [{ id: 'L1', kind: '企业', facts: { name } }],
        acts: [{ at: 'x', who: said, reason: said, basis: null, year: 2015 }],
      }),
    );

  test('survives sealing in every format, whatever its texts and numbers', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom('json', 'xlsx', 'both'), async (given, format) => {
        const built = await build(format, jilin.signer, {}, given);
        expect(await faultsOf(built.bytes, built.name, [jilin.root.pem])).toEqual([]);
        if (format === 'xlsx') return;
        const files = new Files(built.bytes);
        expect(files.json('data/filings.json')).toEqual(given.filings);
        expect(files.json('data/directory.json')).toEqual(given.directory);
        expect(files.json('data/acts.json')).toEqual(given.acts);
        expect(files.manifest().sequence).toBe(requestOf().sequence);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
