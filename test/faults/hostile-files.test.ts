import { describe, expect, it } from 'vitest';
import { limits, type Spent } from '#electron/workbook/limits.ts';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';
import { nothingSpent } from '#electron/workbook/read-xlsx.ts';
import { isProblem, type ProblemMessage } from '#shared/contract/problem.ts';
import { problemText } from '#shared/texts/problems.ts';
import { compoundOf } from '#test/fixtures/biff.ts';
import { forgedZip } from '#test/fixtures/hostile-zip.ts';
import { partsOf, rowsXml, xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

const name = '企业报表.xlsx';
/** The largest piece that an inflater hands over at a time: a refusal can come no sooner than behind one. */
const chunk = 64 * 1024;
const mega = 1024 * 1024;

interface Refusal {
  readonly problem: ProblemMessage;
  readonly spent: Spent;
}

/** The refusal of a file and what was spent until then. Each names the file, in both languages. */
async function refusal(bytes: Uint8Array, spent: Spent = nothingSpent()): Promise<Refusal> {
  try {
    await readWorkbook(Buffer.from(bytes), name, { spent });
  } catch (error) {
    if (!isProblem(error)) throw error;
    const problem = error.toMessage();
    for (const language of ['zh', 'en'] as const) {
      expect(problemText(problem, language)).toContain(name);
      expect(problemText(problem, language)).not.toMatch(/undefined|\[object/);
    }
    return { problem, spent };
  }
  throw new Error('the file was read');
}

/** "file.over-budget ratio", "file.unsupported PDF", "file.damaged zip". */
function short({ problem }: Refusal): string {
  const { details } = problem;
  const said = Object.entries(details).find(([key]) => ['budget', 'found', 'part', 'line'].includes(key));
  return `${problem.code} ${String(said?.[1] ?? '')}`.trim();
}

const good = xlsxOf({
  sheets: [
    {
      rows: rowsXml([
        ['单位名称', '工业总产值'],
        ['甲厂', 1000],
      ]),
    },
  ],
});
describe('what is no workbook', () => {
  it.each([
    ['nothing at all', Buffer.alloc(0), 'file.empty'],
    ['a PDF', Buffer.from('%PDF-1.7\n%\u00e2\u00e3'), 'file.unsupported pdf'],
    ['a PNG', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), 'file.unsupported picture'],
    ['a JPEG', Buffer.from('\u00ff\u00d8\u00ff\u00e0', 'latin1'), 'file.unsupported picture'],
    ['a bitmap', Buffer.from('BM\u0000\u0010\u0000\u0000', 'latin1'), 'file.unsupported picture'],
    ['a TIFF', Buffer.from('II*\u0000\u0008\u0000', 'latin1'), 'file.unsupported picture'],
    ['XML of something else', Buffer.from('<?xml version="1.0"?><报表/>'), 'file.unsupported xml'],
    [
      'a web archive',
      Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related\n'),
      'file.unsupported web-archive',
    ],
    ['a rich text', Buffer.from('{\\rtf1\\ansi 1}'), 'file.unsupported word'],
    ['zeros', Buffer.alloc(4096), 'file.unsupported unknown'],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000', 'latin1'), 'file.unsupported unknown'],
    ['a rar', Buffer.from('Rar!\u001a\u0007'), 'file.unsupported archive'],
    ['a 7z', Buffer.from('7z\u00bc\u00af\u0027\u001c', 'latin1'), 'file.unsupported archive'],
    ['a text in no encoding', Buffer.from([0xb5, 0xa5, 0xff, 0x2c, 0x31]), 'file.encoding'],
    ['a text with a quotation mark left open', Buffer.from('甲,"乙\n1,2\n3,4'), 'file.quote 1'],
    [
      'a page that is cut within a tag',
      Buffer.from(`<table>${'<td a='.padEnd(70_000, 'b')}`),
      'file.over-budget text',
    ],
    [
      'a Word document',
      zipOf({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }),
      'file.unsupported word',
    ],
    [
      'a presentation',
      zipOf({ '[Content_Types].xml': '<x/>', 'ppt/presentation.xml': '<x/>' }),
      'file.unsupported powerpoint',
    ],
    [
      'an ods that is none',
      zipOf({ mimetype: 'application/vnd.oasis', 'content.xml': '<x' }, 0),
      'file.damaged content.xml',
    ],
    [
      'an xlsb that is none',
      zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.bin': 'x' }),
      'file.damaged _rels/.rels',
    ],
    [
      'a zip of files, where one file is wanted',
      zipOf({ '甲.xlsx': 'x', '乙.xlsx': 'x' }),
      'file.unsupported archive',
    ],
    [
      'a backup of this program',
      zipOf({ 'backup.json': '{}', 'nianbao.db': 'x' }),
      'file.unsupported own-backup',
    ],
    [
      'a sealed package',
      zipOf({ 'manifest.json': '{}', 'manifest.jws': 'x', 'content.json': '{}' }),
      'file.unsupported own-package',
    ],
    [
      'an edition',
      zipOf({ 'manifest.json': '{}', 'manifest.jws': 'x', 'edition.json': '{}' }),
      'file.unsupported own-edition',
    ],
    [
      'a zip of nothing',
      Buffer.from('PK\u0005\u0006' + '\u0000'.repeat(18), 'latin1'),
      'file.damaged [Content_Types].xml',
    ],
    ['an old Word document', compoundOf({ WordDocument: Buffer.alloc(5000, 1) }), 'file.unsupported word'],
    ['a workbook of no bytes', compoundOf({ Workbook: Buffer.alloc(5000) }), 'file.damaged Workbook'],
    [
      'a workbook of Excel 4',
      compoundOf({ Book: Buffer.from('0904060000001000', 'hex') }),
      'file.unsupported old-excel',
    ],
    [
      'a workbook with a password',
      compoundOf({ EncryptionInfo: Buffer.alloc(248, 2), EncryptedPackage: Buffer.alloc(9000, 3) }),
      'file.encrypted',
    ],
    [
      'a zip with a password',
      forgedZip([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'xl/workbook.xml', content: '<x/>', encrypted: true },
      ]),
      'file.encrypted',
    ],
  ])('%s', async (_what, bytes, expected) => {
    const refused = await refusal(bytes);
    expect(short(refused)).toBe(expected);
    expect(refused.spent.cells).toBe(0);
  });
});

describe('a file that was cut', () => {
  it('is refused wherever it was cut, and never half read', async () => {
    for (let length = 4; length < good.length; length++) {
      const refused = await refusal(good.subarray(0, length));
      expect([length, refused.problem.code]).toEqual([length, 'file.truncated']);
      expect(refused.spent).toEqual(nothingSpent());
    }
  });
});

describe('budgets that the directory of the zip shows: nothing is inflated', () => {
  const padded = partsOf({ sheets: [{ rows: '' }] });

  it('the size of the file', async () => {
    const refused = await refusal(Buffer.alloc(limits.bytes + 1, 'PK\u0003\u0004'));
    expect(short(refused)).toBe('file.over-budget bytes');
    expect(refused.spent.inflated).toBe(0);
  });

  it('the ratio of a bomb', async () => {
    const refused = await refusal(zipOf({ ...padded, 'xl/sharedStrings.xml': new Uint8Array(40 * mega) }));
    expect(short(refused)).toBe('file.over-budget ratio');
    expect(refused.spent.inflated).toBe(0);
  });

  it('all that it would unpack to, of entries that share their data', async () => {
    // Repeats every 32 bytes but for one that counts: about 60 times smaller packed, within the ratio.
    const content = Buffer.alloc(30 * mega, '<c r="A1"><v>1234567890</v></c> \n');
    for (let at = 0; at < content.length; at += 512)
      content.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
    const alsoAs = Array.from({ length: 17 }, (_, index) => `xl/media/image${index}.xml`);
    const entries = Object.entries(padded).map(([part, xml]) => ({ name: part, content: xml }));
    const bytes = forgedZip([...entries, { name: 'xl/media/image.xml', content, alsoAs }]);
    expect(bytes.length).toBeLessThan(mega);
    const refused = await refusal(bytes);
    expect(short(refused)).toBe('file.over-budget unpacked');
    expect(refused.spent.inflated).toBe(0);
  });

  it('the number of parts', async () => {
    const many = Object.fromEntries(
      Array.from({ length: limits.entries + 1 }, (_, index) => [`xl/p${index}.xml`, '']),
    );
    const refused = await refusal(zipOf(many));
    expect(short(refused)).toBe('file.over-budget entries');
    expect(refused.spent.inflated).toBe(0);
  });

  it.each(['../../etc/passwd', 'xl/../../x.xml', '/etc/passwd', 'C:/Windows/x.xml', '..\\..\\x.xml'])(
    'a part that would leave its folder: %s',
    async (part) => {
      const entries = Object.entries(padded).map(([own, xml]) => ({ name: own, content: xml }));
      const refused = await refusal(forgedZip([...entries, { name: part, content: 'x' }]));
      expect(refused.problem.code).toBe('file.damaged');
      expect(refused.spent.inflated).toBe(0);
    },
  );

  it('two parts of the same name, also in other letters', async () => {
    const entries = Object.entries(padded).map(([own, xml]) => ({ name: own, content: xml }));
    for (const part of ['xl/workbook.xml', 'XL/Workbook.xml']) {
      const refused = await refusal(forgedZip([...entries, { name: part, content: '<x/>' }]));
      expect(short(refused)).toBe(`file.damaged ${part}`);
      expect(refused.spent.inflated).toBe(0);
    }
  });
});

describe('budgets that show while inflating: no more than a piece beyond', () => {
  const overhead = 16 * 1024;

  it('an entry that is larger than it claims', async () => {
    const parts = partsOf({ sheets: [{ rows: '' }] });
    const content = `<worksheet><sheetData>${' '.repeat(20 * mega)}</sheetData></worksheet>`;
    const entries = Object.entries(parts).map(([part, xml]) =>
      part.endsWith('sheet1.xml') ? { name: part, content, claimed: 500 } : { name: part, content: xml },
    );
    const refused = await refusal(forgedZip(entries));
    expect(short(refused)).toBe('file.damaged xl/worksheets/sheet1.xml');
    expect(refused.spent.inflated).toBeLessThanOrEqual(overhead + chunk);
  });

  it('the same part read for two hundred sheets', async () => {
    const parts = partsOf({ sheets: Array.from({ length: 3 }, () => ({ rows: '' })) });
    parts['xl/_rels/workbook.xml.rels'] = (parts['xl/_rels/workbook.xml.rels'] ?? '').replace(
      /sheet\d\.xml/g,
      'sheet1.xml',
    );
    parts['xl/worksheets/sheet1.xml'] = `<worksheet>${`${' '.repeat(1000)}<a/>`.repeat(300)}</worksheet>`;
    const spent = { ...nothingSpent(), inflated: limits.unpacked - 2 * 300_000 };
    const refused = await refusal(zipOf(parts), spent);
    expect(short(refused)).toBe('file.over-budget unpacked');
    expect(spent.inflated).toBeGreaterThan(limits.unpacked);
    expect(spent.inflated).toBeLessThanOrEqual(limits.unpacked + chunk);
  });

  it('more sheets than any return has', async () => {
    const sheets = Array.from({ length: limits.sheets + 1 }, () => ({ rows: '' }));
    expect(short(await refusal(xlsxOf({ sheets })))).toBe('file.over-budget sheets');
  });

  it('a million blank rows', async () => {
    const blank = '<row r="2000000"/>';
    let rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    for (let row = 2; row < 1_000_000; row++) rows += `<row r="${row}" s="${row % 97}"/>`;
    const refused = await refusal(xlsxOf({ sheets: [{ rows }] }));
    expect(short(refused)).toBe('file.over-budget blankRows');
    expect(refused.spent).toMatchObject({ rows: 1, cells: 1 });
    expect(refused.spent.inflated).toBeLessThanOrEqual(
      (limits.blankRows + 1) * (blank.length + 7) + overhead + chunk,
    );
  });

  it('half a million rows', async () => {
    let rows = '';
    for (let row = 1; row <= 500_000; row++)
      rows += `<row r="${row}"><c r="A${row}"><v>${row % 977}</v></c></row>`;
    const refused = await refusal(xlsxOf({ sheets: [{ rows }] }));
    expect(short(refused)).toBe('file.over-budget rows');
    expect(refused.spent).toMatchObject({ rows: limits.rows + 1, cells: limits.rows + 1 });
    expect(refused.spent.inflated).toBeLessThanOrEqual((limits.rows + 1) * 52 + overhead + chunk);
  });

  it('more cells in a row than a return has', async () => {
    const cells = Array.from({ length: 5000 }, () => '<c><v>1</v></c>').join('');
    const refused = await refusal(xlsxOf({ sheets: [{ rows: `<row r="1">${cells}</row>` }] }));
    expect(short(refused)).toBe('file.over-budget columns');
    expect(refused.spent).toMatchObject({ rows: 0, cells: limits.columns + 1 });
  });

  it('more cells, and more texts, than fit the memory', async () => {
    const cells = { ...nothingSpent(), cells: limits.cells - 3 };
    expect(short(await refusal(xlsxOf({ sheets: [{ rows: rowsXml([[1, 2, 3, 4, 5]]) }] }), cells))).toBe(
      'file.over-budget cells',
    );
    expect(cells.cells).toBe(limits.cells + 1);
    const strings = { ...nothingSpent(), strings: limits.strings - 3 };
    expect(
      short(
        await refusal(xlsxOf({ strings: '<si><t>a</t></si>'.repeat(9), sheets: [{ rows: '' }] }), strings),
      ),
    ).toBe('file.over-budget strings');
    expect(strings.strings).toBe(limits.strings + 1);
  });

  it('a merge of the whole sheet, and merges without end', async () => {
    const giant = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const rows = rowsXml([[1]]);
    const refused = await refusal(xlsxOf({ sheets: [{ rows, after: giant }] }));
    expect(short(refused)).toBe('file.over-budget mergedCells');
    expect(refused.spent).toMatchObject({ rows: 1, cells: 1 });
    const many = Array.from(
      { length: limits.merges + 1 },
      (_, at) => `<mergeCell ref="A${at * 2 + 1}:B${at * 2 + 2}"/>`,
    ).join('');
    expect(
      short(await refusal(xlsxOf({ sheets: [{ rows, after: `<mergeCells>${many}</mergeCells>` }] }))),
    ).toBe('file.over-budget merges');
  });

  it('texts too long for a cell, wherever they stand', async () => {
    const long = 'あいうえお123'.repeat(5000);
    const inline = rowsXml([[long]]);
    const shared = { strings: `<si><t>${long}</t></si>`, sheets: [{ rows: '' }] };
    const runs = {
      strings: `<si>${`<r><t>${long.slice(0, 1000)}</t></r>`.repeat(40)}</si>`,
      sheets: [{ rows: '' }],
    };
    for (const book of [{ sheets: [{ rows: inline }] }, shared, runs])
      expect(short(await refusal(xlsxOf(book)))).toBe('file.over-budget text');
  });

  it('megabytes without a tag: one text, one attribute, one comment', async () => {
    let noise = '';
    for (let at = 0; noise.length < 8 * mega; at++) noise += (at * 2_654_435_761).toString(36);
    for (const rows of [
      `<row r="1"><c r="A1" t="str"><v>${noise}</v></c></row>`,
      `<row r="1" spans="${noise}"/>`,
      `<!--${noise}-->`,
      `<?x ${noise}?>`,
      `<row r="1"><c r="A1" t="str"><v><![CDATA[${noise}]]></v></c></row>`,
    ]) {
      const refused = await refusal(xlsxOf({ sheets: [{ rows }] }));
      expect(short(refused)).toBe('file.over-budget text');
      expect(refused.spent.inflated).toBeLessThanOrEqual(limits.untagged + overhead + 2 * chunk);
    }
  });

  it('a DOCTYPE, in whatever part it stands', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, index) => `<!ENTITY a${index} "${'&a;'.repeat(10)}">`).join('')}]>`;
    const parts = partsOf({ strings: '<si><t>1</t></si>', sheets: [{ rows: '' }] });
    for (const part of Object.keys(parts).filter((own) => own !== '[Content_Types].xml')) {
      const forged = { ...parts, [part]: (parts[part] ?? '').replace('?>\n', `?>\n${bomb}`) };
      const refused = await refusal(zipOf(forged));
      expect(short(refused)).toBe(`file.doctype ${part}`);
      expect(refused.spent.inflated).toBeLessThanOrEqual(overhead);
    }
  });
});
