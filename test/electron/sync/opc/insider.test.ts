import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes } from '#electron/sync/canonical.ts';
import { signManifest } from '#electron/sync/jws.ts';
import { signParts } from '#electron/sync/opc/sign.ts';
import { signatureFacts } from '#electron/sync/workbook.ts';
import { zipParts } from '#electron/sync/zip.ts';
import type { Manifest } from '#shared/packages/content.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { build, faultsOf } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

/** Workbooks that were signed with the right key, and whose sheets are not what their manifest says. */
let jilin: Province;
let sealed: Buffer;
let manifest: Manifest;
const name = '220122-2015-001.xlsx';
const signature = '_xmlsignatures/sig1.xml';
const sheet = 'xl/worksheets/sheet3.xml';

beforeAll(async () => {
  jilin = await province();
  ({ bytes: sealed, manifest } = await build('xlsx', jilin.signer));
});

const opened = (): Files => new Files(sealed);

describe('who holds the key cannot sign a workbook that disagrees with itself', () => {
  /** Signs changed parts anew, with a manifest that may differ from the sheets. */
  const signed = async (change: (files: Files) => Files, about: Manifest = manifest): Promise<string[]> => {
    const files = change(opened());
    for (const part of [...files.parts.keys()]) if (part.startsWith('_xmlsignatures/')) files.remove(part);
    files.set(
      '_rels/.rels',
      files.text('_rels/.rels').replace(/<Relationship Id="rIdSignatureOrigin"[^>]*>/, ''),
    );
    const bytes = zipParts(signParts(files.parts, jilin.signer, signatureFacts(about)));
    return faultsOf(bytes, name, [jilin.root.pem]);
  };
  const withManifest = (about: object) => (files: Files) =>
    files.set(
      'customXml/item1.xml',
      files
        .text('customXml/item1.xml')
        .replace(/>[A-Za-z0-9+/=]+</, `>${canonicalBytes(about).toString('base64')}<`),
    );

  test('signed anew without a change it is valid', async () => {
    expect(await signed((files) => files)).toEqual([]);
  });

  test('a number that the control totals do not have', async () => {
    expect(await signed((files) => files.replace(sheet, '<v>180400</v>', '<v>180401</v>'))).toEqual([
      'control-totals JC102.01',
    ]);
    expect(await signed((files) => files.replace(sheet, '<v>180400</v>', '<v></v>'))).toEqual([
      'control-totals JC102.01',
    ]);
  });

  test('a formula, a date or a truth value in place of a number', async () => {
    expect(
      await signed((files) => files.replace(sheet, '<v>180400</v>', '<f>180000+400</f><v>180400</v>')),
    ).toEqual(['workbook-cell JC102!D4']);
    const flag = await signed((files) =>
      files.set(
        sheet,
        files.text(sheet).replace(/<c r="D4"([^>]*)><v>180400<\/v>/, '<c r="D4" t="b"$1><v>1</v>'),
      ),
    );
    expect(flag).toContain('workbook-cell JC102!D4');
  });

  test('another sheet, or a column that is named twice', async () => {
    expect(
      await signed((files) => files.replace('xl/workbook.xml', 'name="JC102"', 'name="JC109"')),
    ).toContain('workbook-sheets JC109');
    const strings = opened().text('xl/sharedStrings.xml');
    expect(strings).toContain('<t>03</t>');
    expect(
      await signed((files) => files.set('xl/sharedStrings.xml', strings.replace('<t>03</t>', '<t>02</t>'))),
    ).toContain('workbook-sheets JC102');
  });

  test('a manifest of a newer format, of other files, or none', async () => {
    const where = 'customXml/item1.xml';
    expect(await signed(withManifest({ ...manifest, formatVersion: 2 }))).toEqual([`newer-format ${where}`]);
    expect(await signed(withManifest({ ...manifest, files: [] }))).toEqual([`manifest ${where}`]);
    expect(await signed(withManifest({ ...manifest, year: '2015' }))).toEqual([`manifest ${where}`]);
    expect(await signed((files) => files.set(where, '<manifest/>'))).toEqual([`workbook-manifest ${where}`]);
    const spaced = Buffer.from(JSON.stringify(manifest, null, 1)).toString('base64');
    expect(
      await signed((files) =>
        files.set(where, files.text(where).replace(/>[A-Za-z0-9+/=]+</, `>${spaced}<`)),
      ),
    ).toEqual([`manifest-bytes ${where}`]);
  });

  test('a time or a comment of the signature that the manifest does not have', async () => {
    expect(await signed((files) => files, { ...manifest, created: '2016-03-21T08:30:00Z' })).toEqual([
      `signature ${signature}`,
    ]);
    expect(await signed((files) => files, { ...manifest, sequence: 9 })).toEqual([`signature ${signature}`]);
  });

  test('a manifest that was signed as a package is no signature of a workbook', async () => {
    const jws = signManifest(canonicalBytes(manifest), jilin.signer);
    const found = await faultsOf(opened().set(signature, jws).zip(), name, [jilin.root.pem]);
    expect(found).toContain(`signature ${signature}`);
  });
});
