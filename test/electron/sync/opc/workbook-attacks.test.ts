import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { issue, province, signerOf, type Province } from '#test/fixtures/certificates.ts';
import { build, faultsOf } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

/** Signed workbooks, changed by someone without the key; zipped in the program's own form, so that only the content tells. */
let jilin: Province;
let sealed: Buffer;
const name = '220122-2015-001.xlsx';
const types = '[Content_Types].xml';
const signature = '_xmlsignatures/sig1.xml';
const relations = 'xl/_rels/workbook.xml.rels';
const sheet = 'xl/worksheets/sheet3.xml';

beforeAll(async () => {
  jilin = await province();
  sealed = (await build('xlsx', jilin.signer)).bytes;
});

const opened = (): Files => new Files(sealed);
const faults = (files: Files): Promise<string[]> => faultsOf(files.zip(), name, [jilin.root.pem]);

describe('parts', () => {
  test('an unchanged workbook, taken apart and put together, is the same', async () => {
    expect(opened().zip().equals(sealed)).toBe(true);
    expect(await faults(opened())).toEqual([]);
  });

  test.each([
    [sheet, '<v>180400</v>', '<v>180401</v>'],
    [sheet, '<v>180400</v>', '<v>180400.0</v>'],
    [sheet, '<sheetData>', '<sheetData><!-- -->'],
    [sheet, '<row ', '<row hidden="1" '],
    ['xl/sharedStrings.xml', '新材料', '旧材料'],
    ['xl/styles.xml', '<styleSheet ', '<styleSheet  '],
    ['xl/workbook.xml', 'name="JC102"', 'name="JC103"'],
    ['xl/workbook.xml', '</sheets>', '</sheets><definedNames/>'],
    ['customXml/item1.xml', 'manifest:1">', 'manifest:1"> '],
  ])('%s cannot be changed: %s → %s', async (part, from, to) => {
    const found = await faults(opened().replace(part, from, to));
    expect(found).toContain(`${part.startsWith('custom') ? 'workbook-manifest' : 'file-changed'} ${part}`);
  });

  test('none can be added, whether it is declared or not', async () => {
    const added: Record<string, (files: Files) => Files> = {
      'xl/worksheets/sheet9.xml': (files) => files.set('xl/worksheets/sheet9.xml', '<worksheet/>'),
      'xl/vbaProject.bin': (files) => files.set('xl/vbaProject.bin', 'MZ'),
      'docProps/core.xml': (files) => files.set('docProps/core.xml', '<coreProperties/>'),
      'docProps/thumbnail.jpeg': (files) => files.set('docProps/thumbnail.jpeg', ''),
      'xl/worksheets/_rels/sheet1.xml.rels': (files) =>
        files.set('xl/worksheets/_rels/sheet1.xml.rels', '<Relationships/>'),
      '_xmlsignatures/sig2.xml': (files) => files.set('_xmlsignatures/sig2.xml', files.bytes(signature)),
    };
    for (const [part, add] of Object.entries(added))
      expect([part, await faults(add(opened()))]).toEqual([part, [`file-unlisted ${part}`]]);
    const declared = opened()
      .set('xl/worksheets/sheet9.xml', '<worksheet/>')
      .replace(
        types,
        '</Types>',
        '<Override PartName="/xl/worksheets/sheet9.xml" ContentType="application/xml"/></Types>',
      )
      .replace(
        relations,
        '</Relationships>',
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/></Relationships>',
      );
    expect((await faults(declared)).sort()).toEqual([
      `file-changed ${types}`,
      `file-changed ${relations}`,
      'file-unlisted xl/worksheets/sheet9.xml',
    ]);
  });

  test('none can be removed, renamed or swapped', async () => {
    expect(await faults(opened().remove(sheet))).toEqual([`file-missing ${sheet}`]);
    expect(await faults(opened().remove('xl/sharedStrings.xml'))).toEqual([
      'file-missing xl/sharedStrings.xml',
    ]);
    expect(await faults(opened().rename(sheet, 'xl/worksheets/Sheet3.xml'))).toEqual([
      'file-unlisted xl/worksheets/Sheet3.xml',
      `file-missing ${sheet}`,
    ]);
    const swapped = opened();
    const [a, b] = [swapped.bytes('xl/worksheets/sheet2.xml'), swapped.bytes(sheet)];
    expect(await faults(swapped.set('xl/worksheets/sheet2.xml', b).set(sheet, a))).toEqual([
      'file-changed xl/worksheets/sheet2.xml',
      `file-changed ${sheet}`,
    ]);
  });

  test.each([
    ['another target', 'Target="worksheets/sheet2.xml"', 'Target="worksheets/sheet3.xml"'],
    ['another id', 'Id="rId2"', 'Id="rId22"'],
    ['the id of another', 'Id="rId2"', 'Id="rId1"'],
    ['another type', 'relationships/worksheet"', 'relationships/chartsheet"'],
    ['a target outside', 'Target="worksheets/sheet2.xml"', 'TargetMode="External" Target="http://x/"'],
    [
      'the same, said at length',
      'Target="worksheets/sheet2.xml"',
      'Target="worksheets/sheet2.xml" TargetMode="Internal"',
    ],
    ['an entity', 'worksheets/sheet2.xml', 'worksheets/sheet&#50;.xml'],
    ['other quotes', 'Id="rId2"', "Id='rId2'"],
    ['white space', '<Relationship Id="rId2"', '<Relationship  Id="rId2"'],
    ['a comment', '</Relationships>', '<!-- --></Relationships>'],
    [
      'a hidden relationship',
      '</Relationships>',
      '<!--<Relationship Id="rId0" Type="t" Target="x"/>--></Relationships>',
    ],
    ['a prefix', '<Relationships xmlns=', '<p:Relationships xmlns:p="p" xmlns='],
    [
      'a relationship twice',
      '</Relationships>',
      '<Relationship Id="rId1" Type="t" Target="x"/></Relationships>',
    ],
  ])('relationships cannot have %s', async (_, from, to) => {
    expect(await faults(opened().replace(relations, from, to))).toEqual([`file-changed ${relations}`]);
  });

  test.each([
    ['a comment', '</Types>', '<!-- --></Types>'],
    ['another type', 'spreadsheetml.worksheet+xml', 'ms-excel.sheet.macroEnabled.main+xml'],
    ['another default', 'Extension="sigs"', 'Extension="xml"'],
    ['white space', '<Types ', '<Types  '],
    ['a DOCTYPE', '<Types ', '<!DOCTYPE Types><Types '],
  ])('content types cannot have %s', async (_, from, to) => {
    expect(await faults(opened().replace(types, from, to))).toEqual([`file-changed ${types}`]);
  });
});

describe('the signature', () => {
  test('is missing in any other workbook, and that is all that is said of it', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('JC102').addRow(['180400']);
    const plain = Buffer.from(await book.xlsx.writeBuffer());
    expect(await faultsOf(plain, 'b.xlsx', [jilin.root.pem])).toEqual([`unsigned ${signature}`]);
    // What a spreadsheet program makes of a signed one.
    const again = new ExcelJS.Workbook();
    await again.xlsx.load(new Uint8Array(sealed).buffer);
    const saved = Buffer.from(await again.xlsx.writeBuffer());
    expect(await faultsOf(saved, name, [jilin.root.pem])).toEqual([`unsigned ${signature}`]);
  });

  test('cannot be stripped, and what leads to it cannot be changed', async () => {
    expect(await faults(opened().remove(signature))).toEqual([`unsigned ${signature}`]);
    expect(await faults(opened().remove('_xmlsignatures/origin.sigs'))).toEqual([
      'file-missing _xmlsignatures/origin.sigs',
    ]);
    expect(await faults(opened().set('_xmlsignatures/origin.sigs', 'x'))).toEqual([
      'file-changed _xmlsignatures/origin.sigs',
    ]);
    expect(
      await faults(opened().replace('_xmlsignatures/_rels/origin.sigs.rels', 'sig1.xml', 'sig2.xml')),
    ).toEqual(['file-changed _xmlsignatures/_rels/origin.sigs.rels']);
    expect(await faults(opened().replace('_rels/.rels', 'rIdSignatureOrigin', 'rIdX'))).toEqual([
      'file-changed _rels/.rels',
    ]);
  });

  test.each<[string, string | RegExp, string]>([
    ['white space', '<SignedInfo>', '<SignedInfo> '],
    ['a line break', '</Signature>', '\n</Signature>'],
    ['text behind it', /$/, ' '],
    ['a byte order mark', /^/, '\ufeff'],
    ['another declaration', 'standalone="yes"', 'standalone="no"'],
    ['a DOCTYPE', '<Signature ', '<!DOCTYPE Signature><Signature '],
    ['a processing instruction', '<Signature ', '<?x?><Signature '],
    ['a comment', '<SignatureValue>', '<!-- --><SignatureValue>'],
    ['a comment in the value', '</SignatureValue>', '<!-- --></SignatureValue>'],
    ['CDATA', /<SignatureValue>(.*?)<\/SignatureValue>/, '<SignatureValue><![CDATA[$1]]></SignatureValue>'],
    ['an entity', 'Monitors>1<', 'Monitors>&#49;<'],
    ['a prefix', '<Signature xmlns=', '<Signature xmlns:x="x" xmlns='],
    ['another Id', 'Id="idPackageSignature"', 'Id="x"'],
    ['an empty element', '<SetupID></SetupID>', '<SetupID/>'],
    ['another order of attributes', /(xmlns="[^"]*") (Id="idPackageSignature")/, '$2 $1'],
    ['an object more', '</Signature>', '<Object></Object></Signature>'],
    ['an object with an Id again', '</Signature>', '<Object Id="idPackageObject"></Object></Signature>'],
    ['a key of its own', '<X509Data>', '<KeyName>x</KeyName><X509Data>'],
    ['another declaration of the signer', 'SignatureComments>农安县', 'SignatureComments>德惠市'],
    ['another time', 'mdssi:Value>2016', 'mdssi:Value>2015'],
    ['another time of XAdES', 'xd:SigningTime>2016', 'xd:SigningTime>2015'],
    ['another serial number', /<X509SerialNumber>\d/, '<X509SerialNumber>0'],
    ['another issuer', /<X509IssuerName>/, '<X509IssuerName>x'],
    ['another digest of the certificate', /(<xd:CertDigest>.*?<DigestValue>)../, '$1AA'],
    ['spare padding', '=</SignatureValue>', '==</SignatureValue>'],
    ['no padding', '==</SignatureValue>', '</SignatureValue>'],
    ['a line break in the base64', '</SignatureValue>', '\n</SignatureValue>'],
    ['no value', /<SignatureValue>.*?<\/SignatureValue>/, '<SignatureValue></SignatureValue>'],
    ['no certificate', /<X509Certificate>.*<\/X509Certificate>/, ''],
    ['a line break in a certificate', '</X509Certificate>', '\n</X509Certificate>'],
    [
      'the certificates in another order',
      /(<X509Certificate>.*?<\/X509Certificate>)(<X.*?>.*?<\/X509Certificate>)/,
      '$2$1',
    ],
  ])('cannot have %s', async (_, from, to) => {
    const text = opened().text(signature);
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    const found = await faults(opened().set(signature, changed));
    expect(found).toContain(`signature ${signature}`);
    expect(found.every((fault) => /^(signature|untrusted|key-usage) /.test(fault))).toBe(true);
  });

  test.each([
    ['SHA-1 for a part', 'http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'],
    ['ECDSA with SHA-1', 'xmldsig-more#ecdsa-sha256', 'xmldsig-more#ecdsa-sha1'],
    [
      'RSA with SHA-1',
      'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    ],
    [
      'HMAC',
      'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#hmac-sha256',
    ],
    ['C14N with comments', 'REC-xml-c14n-20010315"', 'REC-xml-c14n-20010315#WithComments"'],
    [
      'exclusive C14N',
      'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    [
      'another transform',
      'http://schemas.openxmlformats.org/package/2006/RelationshipTransform',
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
    ],
  ])('cannot use %s', async (_, from, to) => {
    const found = await faults(opened().replace(signature, from, to));
    expect(found.filter((fault) => !fault.startsWith('file-changed'))).toEqual([`algorithm ${signature}`]);
  });

  test.each<[string, RegExp, string, string]>([
    ['removed', /<Reference URI="\/xl\/styles\.xml\?.*?<\/Reference>/, '', 'file-unlisted xl/styles.xml'],
    ['of another digest', /(styles\.xml\?.*?<DigestValue>)../, '$1AA', 'file-changed xl/styles.xml'],
    ['of another type', /styles\.xml\?ContentType=[^"]*/, 'styles.xml?ContentType=x/y', 'file-changed'],
    [
      'with a transform',
      /(styles\.xml\?[^>]*>)/,
      '$1<Transforms></Transforms>',
      'file-changed xl/styles.xml',
    ],
    ['of a part that is not there', /xl\/styles\.xml\?/, 'xl/stylez.xml?', 'file-missing xl/stylez.xml'],
  ])('covers every part: a reference %s is refused', async (_, from, to, where) => {
    const text = opened().text(signature);
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    const found = await faults(opened().set(signature, changed));
    expect(found.some((fault) => fault.startsWith(where))).toBe(true);
    expect(found).toContain(`signature ${signature}`);
  });

  test('a reference that stands there twice is refused', async () => {
    const twice = opened()
      .text(signature)
      .replace(/<Reference URI="\/xl\/styles\.xml\?.*?<\/Reference>/, '$&$&');
    expect(await faults(opened().set(signature, twice))).toEqual([`signature ${signature}`]);
  });

  test('of another workbook of the same signer does not fit', async () => {
    const other = new Files((await build('xlsx', jilin.signer, { sequence: 2 })).bytes);
    const found = await faults(opened().set(signature, other.bytes(signature)));
    expect(found).toContain('file-changed customXml/item1.xml');
    expect(found).toContain(`signature ${signature}`);
  });

  test('with a swapped certificate does not hold', async () => {
    const neighbour = await issue({ name: '德惠市统计局', issuer: jilin.office });
    const [own, its] = [jilin.county, neighbour].map(({ certificate }) =>
      Buffer.from(certificate.rawData).toString('base64'),
    );
    const found = await faults(opened().replace(signature, own ?? '', its ?? ''));
    expect(found).toEqual([`signature ${signature}`]);
  });

  test('of a stranger is not trusted, and an expired one not valid', async () => {
    const stranger = await build('xlsx', await signerOf(await issue({ name: '农安县统计局' })));
    expect(await faultsOf(stranger.bytes, name, [jilin.root.pem])).toEqual([`untrusted ${signature}`]);
    const old = await issue({ name: '农安县统计局', issuer: jilin.office, until: '2016-01-01' });
    const late = await build('xlsx', await signerOf(old, jilin.office));
    expect(await faultsOf(late.bytes, name, [jilin.root.pem])).toEqual([`expired ${signature}`]);
  });
});
