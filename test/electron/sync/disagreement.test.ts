import { beforeAll, describe, expect, test } from 'vitest';
import { signedWorkbook } from '#electron/sync/workbook.ts';
import { loadedEdition } from '#electron/edition.ts';
import { contentSchema, type Manifest, type PackageContent } from '#shared/packages/content.ts';
import { issue, province, signerOf, type Province } from '#test/fixtures/certificates.ts';
import { build, contentOf, faultsOf, filingOf } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

/**
 * Packages that were signed with the right key, by a faulty program or by someone who means ill: the signature holds, and
 * what is signed does not agree with itself.
 */
let jilin: Province;
let sealed: Buffer;
let bare: Buffer;
const name = '220122-2015-001.nbpkg';
const workbook = '220122-2015-001.xlsx';

beforeAll(async () => {
  jilin = await province();
  sealed = (await build('both', jilin.signer)).bytes;
  bare = (await build('json', jilin.signer)).bytes;
});

const faults = (files: Files): Promise<string[]> => faultsOf(files.zip(), name, [jilin.root.pem]);
const resigned = (change: (manifest: Manifest) => object, bytes: Buffer = bare): Promise<string[]> =>
  faults(new Files(bytes).resign(jilin.signer, change));

type Totals = Manifest['controlTotals'];

describe('a manifest', () => {
  test('signed anew without a change is valid', async () => {
    expect(await resigned((manifest) => manifest)).toEqual([]);
    expect(await resigned((manifest) => manifest, sealed)).toEqual([]);
  });

  test('of a newer format is refused as such', async () => {
    expect(await resigned((manifest) => ({ ...manifest, formatVersion: 2 }))).toEqual([
      'newer-format manifest.json',
    ]);
    expect(await resigned((manifest) => ({ ...manifest, formatVersion: 2, more: true }))).toEqual([
      'newer-format manifest.json',
    ]);
  });

  test.each<[string, (manifest: Manifest) => object]>([
    ['an older format', (manifest) => ({ ...manifest, formatVersion: 0 })],
    ['no format', (manifest) => ({ ...manifest, formatVersion: null })],
    ['a format as a text', (manifest) => ({ ...manifest, formatVersion: '1' })],
    ['another type', (manifest) => ({ ...manifest, type: 'package' })],
    ['a field that is not known', (manifest) => ({ ...manifest, more: 1 })],
    ['sequence 0', (manifest) => ({ ...manifest, sequence: 0 })],
    ['a fraction of a sequence', (manifest) => ({ ...manifest, sequence: 1.5 })],
    ['a kind that is not known', (manifest) => ({ ...manifest, kind: '增量' })],
    ['nothing that it covers', (manifest) => ({ ...manifest, covers: [] })],
    ['a time with fractions', (manifest) => ({ ...manifest, created: '2016-03-20T08:30:00.5Z' })],
    ['a hash in capitals', (manifest) => ({ ...manifest, previous: 'A'.repeat(64) })],
    ['a county with a path in its code', (m) => ({ ...m, county: { code: '../2', name: '' } })],
    [
      'a file of a negative size',
      (m) => ({ ...m, files: [{ name: 'x', size: -1, sha256: 'a'.repeat(64) }] }),
    ],
    ['files in another order', (manifest) => ({ ...manifest, files: [...manifest.files].reverse() })],
    ['a file left out', (manifest) => ({ ...manifest, files: manifest.files.slice(1) })],
    ['a file twice', (m) => ({ ...m, files: [...m.files, ...m.files.slice(0, 1)] })],
    ['no object at all', () => ['manifest']],
  ])('with %s is refused', async (_, change) => {
    expect((await resigned(change)).map((fault) => fault.split(' ')[0])).toContain('manifest');
  });

  test.each<[string, string, (totals: Totals) => object]>([
    ['a sum that is one off', 'JC102.02', (totals) => sums(totals, { '02': 20_309.81 })],
    ['a sum that is left out', 'JC102.02', (totals) => sums(totals, { '02': undefined })],
    ['a sum of nothing', 'JC102.99', (totals) => sums(totals, { '99': 0 })],
    ['a count', 'JC102', (totals) => ({ ...totals, JC102: { tables: totals['JC102']?.tables, filings: 4 } })],
    ['a count of rows', 'JC105M records', (totals) => rows(totals, 3)],
    ['a return left out', 'JC101', ({ JC102, JC105 }) => ({ JC102, JC105 })],
    ['a return too many', 'JC199', (totals) => ({ ...totals, JC199: { filings: 1, tables: {} } })],
  ])('whose control totals have %s is refused', async (_, where, change) => {
    const found = await resigned((manifest) => ({
      ...manifest,
      controlTotals: change(manifest.controlTotals),
    }));
    expect(found).toContain(`control-totals ${where}`);
    expect(found.every((fault) => fault.startsWith('control-totals'))).toBe(true);
  });

  function sums(totals: Totals, changes: Record<string, number | undefined>): object {
    const changed = Object.entries({ ...totals['JC102']?.tables['JC102']?.sums, ...changes });
    const sums = Object.fromEntries(changed.filter(([, sum]) => sum !== undefined));
    return { ...totals, JC102: { filings: 3, tables: { JC102: { records: 3, sums } } } };
  }

  function rows(totals: Totals, records: number): object {
    const { JC105 } = totals;
    return { ...totals, JC105: { ...JC105, tables: { ...JC105?.tables, JC105M: { records, sums: {} } } } };
  }
});

describe('data', () => {
  test.each([
    ['filings', '"state":"accepted"', '"state":"approved"'],
    ['filings', '"unit":"L1"', '"unit":"L1","unit":"L1"'],
    ['filings', '"01":180400', '"01":180400.0'],
    ['filings', '"01":180400', '"01":1e400'],
    ['filings', '"01":180400', '"01":null'],
    ['filings', '"01":180400', '"01":180400,"__proto__":{}'],
    ['filings', '"reason":null', '"reason":null,"extra":1'],
    ['directory', '[{', '{"a":[{'],
    ['findings', '"class":"C"', '"class":3'],
    ['acts', '"year":2015', '"year":[2015]'],
    ['acts', '张三', '\\u5f20三'],
    ['reports', '"rows":[]', '"rows":{}'],
    ['filings', '"record":"M/1/2"', '"record":"M/1/1"'],
    ['filings', '"unit":"L3"', '"unit":"L2"'],
  ])('that is not of its schema, or not canonical, is refused: %s %s → %s', async (part, from, to) => {
    const file = `data/${part}.json`;
    expect(await faults(new Files(bare).replace(file, from, to).resign(jilin.signer))).toEqual([
      `data ${file}`,
    ]);
  });

  test.each([
    ['is no JSON', '{'],
    ['is empty', ''],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['has a byte order mark', '\ufeff[]'],
    ['has half a surrogate pair', '[{"at":"\\ud800"}]'],
  ])('that %s is refused', async (_, content) => {
    expect(await faults(new Files(bare).set('data/acts.json', content).resign(jilin.signer))).toEqual([
      'data data/acts.json',
    ]);
  });

  test('of a return that the package does not cover is refused', async () => {
    const content = contentOf({ filings: [filingOf({ return: 'JC103', state: 'due', records: [] })] });
    const { bytes } = await build('json', jilin.signer, {}, content);
    expect(await faultsOf(bytes, name, [jilin.root.pem])).toEqual(['data data/filings.json']);
  });

  test('whose numbers are not those of the control totals is refused', async () => {
    const files = new Files(bare).replace('data/filings.json', '"01":180400', '"01":180401');
    expect(await faults(files.resign(jilin.signer))).toEqual(['control-totals JC102.01']);
  });
});

describe('the workbook of a package', () => {
  const withWorkbookOf = async (
    change: (content: PackageContent) => PackageContent,
    changeManifest: (manifest: Manifest) => Manifest = (manifest) => manifest,
    signer = jilin.signer,
  ): Promise<string[]> => {
    const files = new Files(sealed);
    const whole = files.manifest();
    const manifest = { ...whole, files: whole.files.filter((file) => file.name !== workbook) };
    const content = contentSchema.parse(change(contentOf()));
    const book = await signedWorkbook(content, changeManifest(manifest), loadedEdition(), signer);
    return faults(files.set(workbook, book).resign(jilin.signer));
  };

  test('made of the same content is valid', async () => {
    expect(await withWorkbookOf((content) => content)).toEqual([]);
  });

  test('with another number is refused, by sheet and cell', async () => {
    const found = await withWorkbookOf((content) => ({
      ...content,
      filings: content.filings.map((filing) =>
        filing.unit === '91220122MA0100008Q' && filing.return === 'JC102'
          ? {
              ...filing,
              records: filing.records.map((record) => ({
                ...record,
                cells: { ...record.cells, '02': 20_311 },
              })),
            }
          : filing,
      ),
    }));
    // Unit, name, state, 01, 01.上年, 02.
    expect(found).toEqual([`workbook-cell ${workbook}/JC102!F4`]);
  });

  test('with another name, state, explanation, act or filing is refused', async () => {
    expect(
      await withWorkbookOf((content) => ({
        ...content,
        directory: content.directory.map((unit) => ({ ...unit, facts: { name: 'x' } })),
      })),
    ).toContain(`workbook-cell ${workbook}/JC101!B4`);
    expect(
      await withWorkbookOf((content) => ({
        ...content,
        filings: content.filings.map((filing) => ({ ...filing, state: 'accepted' as const })),
      })),
    ).toContain(`workbook-cell ${workbook}/JC102!C7`);
    expect(await withWorkbookOf((content) => ({ ...content, findings: [] }))).toContain(
      `workbook-cell ${workbook}/审核与说明!A2`,
    );
    expect(await withWorkbookOf((content) => ({ ...content, acts: [] }))).toContain(
      `workbook-cell ${workbook}/办理记录!A2`,
    );
    expect(
      await withWorkbookOf((content) => ({ ...content, filings: content.filings.slice(0, -1) })),
    ).toContain(`workbook-cell ${workbook}/JC105!A6`);
  });

  test('with another manifest, or of another signer, is refused', async () => {
    expect(
      await withWorkbookOf(
        (content) => content,
        (manifest) => ({ ...manifest, sequence: 2, files: manifest.files }),
      ),
    ).toEqual([`workbook-manifest ${workbook}/customXml/item1.xml`]);
    const neighbour = await issue({ name: '德惠市统计局', issuer: jilin.office });
    expect(
      await withWorkbookOf(
        (content) => content,
        (manifest) => manifest,
        await signerOf(neighbour, jilin.office),
      ),
    ).toEqual([`other-signer ${workbook}/_xmlsignatures/sig1.xml`]);
    const stranger = await signerOf(await issue({ name: '农安县统计局' }));
    expect(
      await withWorkbookOf(
        (content) => content,
        (manifest) => manifest,
        stranger,
      ),
    ).toEqual([`untrusted ${workbook}/_xmlsignatures/sig1.xml`]);
  });

  test('that is none, or an unsigned one, is refused', async () => {
    const files = (content: Uint8Array | string): Promise<string[]> =>
      faults(new Files(sealed).set(workbook, content).resign(jilin.signer));
    expect(await files('not a zip')).toEqual([`workbook ${workbook}`]);
    const unsigned = new Files(new Files(sealed).bytes(workbook));
    for (const part of ['sig1.xml', 'origin.sigs', '_rels/origin.sigs.rels'])
      unsigned.remove(`_xmlsignatures/${part}`);
    expect(await files(unsigned.zip())).toEqual([`unsigned ${workbook}/_xmlsignatures/sig1.xml`]);
  });
});
