import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { unzipStrictly, zipParts } from '#electron/sync/zip.ts';
import { localEntries } from '#test/fixtures/tampered.ts';

const file = 'p.nbpkg';
const parts = new Map([
  ['[Content_Types].xml', Buffer.from('<Types/>')],
  ['data/filings.json', Buffer.from(`[${'"农安县",'.repeat(60)}1]`)],
  ['empty', Buffer.alloc(0)],
  ['manifest.json', Buffer.from('{"a":1}')],
  ['企业/报表.json', Buffer.from('[]')],
]);
const zip = zipParts(parts);

function faultsOf(bytes: Buffer): string[] | null {
  return unzipStrictly(bytes, file)?.faults.map(({ code, where }) => `${code} ${where}`) ?? null;
}

/** A copy with other bytes at a place. */
function patched(at: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(zip);
  copy.set(bytes, at);
  return copy;
}

interface Entry {
  readonly name: string;
  /** The name in the entry itself; the directory's when absent. */
  readonly localName?: string;
  readonly content: Buffer;
  readonly extra?: Buffer;
  readonly comment?: string;
  readonly flags?: number;
  readonly time?: number;
  readonly method?: 0 | 8 | 12;
  readonly packed?: Buffer;
  readonly claimed?: number;
  readonly attributes?: number;
  readonly gap?: Buffer;
}

/** A zip as any program might write it. */
function loosely(entries: readonly Entry[], options: { comment?: string; prefix?: string } = {}): Buffer {
  const body: Buffer[] = [Buffer.from(options.prefix ?? '')];
  const directory: Buffer[] = [];
  let at = body[0]?.length ?? 0;
  for (const entry of entries) {
    const { content, extra = Buffer.alloc(0), flags = 0x0800, time = 0x0021, method = 8 } = entry;
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt16LE(time, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claimed ?? content.length, 18);
    fields.writeUInt16LE(localName.length, 22);
    fields.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, localName, extra, packed]);
    const comment = Buffer.from(entry.comment ?? '');
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(comment.length, 0);
    tail.writeUInt32LE(entry.attributes ?? 0, 6);
    tail.writeUInt32LE(at, 10);
    fields.writeUInt16LE(name.length, 22);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
        fields,
        tail,
        name,
        extra,
        comment,
      ]),
    );
    const gap = entry.gap ?? Buffer.alloc(0);
    body.push(local, gap);
    at += local.length + gap.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...body, ...directory, end, comment]);
}

const a = { name: 'a', content: Buffer.from('aaaaaaaaaaaaaaaa') };
const b = { name: 'b', content: Buffer.from('bbbbbbbbbbbbbbbb') };

describe('our own zip', () => {
  test('is read back whole, by us and by others', () => {
    const read = unzipStrictly(zip, file);
    expect(read?.faults).toEqual([]);
    expect(read?.parts).toEqual(parts);
    const other = unzipSync(zip);
    expect(Object.keys(other)).toEqual([...parts.keys()]);
    for (const [name, content] of parts) expect(Buffer.from(other[name] ?? []).equals(content)).toBe(true);
    expect(localEntries(zip).map(({ name }) => name)).toEqual([...parts.keys()]);
  });

  test('does not depend on the order of its parts', () => {
    expect(zipParts(new Map([...parts].reverse())).equals(zip)).toBe(true);
  });

  test('of any parts is read back as they were', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z0-9_一-龥-]{1,8}$/), { minLength: 1, maxLength: 3 })
      .map((pieces) => pieces.join('/'));
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 300 }), { maxKeys: 6 }), (given) => {
        const bytes = zipParts(new Map(Object.entries(given)));
        const read = unzipStrictly(bytes, file);
        expect(read?.faults).toEqual([]);
        expect(Object.fromEntries([...(read?.parts ?? [])].map(([key, value]) => [key, [...value]]))).toEqual(
          Object.fromEntries(Object.entries(given).map(([key, value]) => [key, [...value]])),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('a zip that another program wrote', () => {
  test('is not taken, whatever differs, and still read to name what is in it', () => {
    const forms: Record<string, Buffer> = {
      'another time': loosely([{ ...a, time: 0x4a21, flags: 0 }]),
      'a comment': loosely([{ ...a, flags: 0 }], { comment: 'PK' }),
      'a comment of an entry': loosely([{ ...a, flags: 0, comment: 'x' }]),
      'an extra field': loosely([{ ...a, flags: 0, extra: Buffer.from('UT\u0001\u0000x', 'latin1') }]),
      flags: loosely([a]),
      'file attributes': loosely([{ ...a, flags: 0, attributes: 0o777 << 16 }]),
      'another order': loosely([
        { ...b, flags: 0 },
        { ...a, flags: 0 },
      ]),
      'a gap': loosely([{ ...a, flags: 0, gap: Buffer.from('hidden') }]),
      'bytes before it': loosely([{ ...a, flags: 0 }], { prefix: 'MZ hidden' }),
      'bytes behind it': Buffer.concat([loosely([{ ...a, flags: 0 }]), Buffer.from('hidden')]),
    };
    expect(
      faultsOf(
        loosely([
          { ...a, flags: 0 },
          { ...b, flags: 0 },
        ]),
      ),
    ).toEqual([]);
    for (const [what, bytes] of Object.entries(forms)) {
      expect([what, faultsOf(bytes)]).toEqual([what, [`zip-form ${file}`]]);
      expect([what, [...(unzipStrictly(bytes, file)?.parts.keys() ?? [])]]).toEqual([
        what,
        what === 'another order' ? ['b', 'a'] : ['a'],
      ]);
    }
  });

  test('with a prefix that the directory does not know of is not taken', () => {
    expect(faultsOf(Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]))).toEqual([`zip-form ${file}`]);
  });

  test.each([
    ['the same name', 'data/x'],
    ['another case', 'DATA/X'],
    ['another composition', 'dätä/x'.normalize('NFD')],
  ])('with an entry twice, by %s, is refused', (_, second) => {
    const first = second.startsWith('d\u0061\u0308') ? 'dätä/x'.normalize('NFC') : 'data/x';
    const found = faultsOf(
      loosely([
        { ...a, name: first },
        { ...b, name: second },
      ]),
    );
    expect(found).toContain(`zip-twice ${second}`);
  });

  test('whose entry has another name than the directory says is refused', () => {
    expect(faultsOf(loosely([{ ...a, localName: 'b' }]))).toEqual([`zip-form ${file}`, 'zip a']);
  });

  test.each([
    '../a',
    '/a',
    'a//b',
    'a/',
    './a',
    'C:a',
    'a\\b',
    'a\u0000',
    'a.',
    'a ',
    'a/../b',
    'a%2fb',
    'a*',
    '',
  ])('with the name %j is refused', (name) => {
    expect(faultsOf(loosely([{ ...a, name }]))).toContain(`zip-name ${name}`);
  });

  test('whose data is damaged, too long, too short or of an unknown method is refused by name', () => {
    const deflated = deflateRawSync(a.content);
    const bad: Record<string, Entry> = {
      'bytes behind the deflated data': { ...a, packed: Buffer.concat([deflated, Buffer.from('x')]) },
      'a size that is too small': { ...a, claimed: 15 },
      'a size that is too large': { ...a, claimed: 17 },
      'another content': { ...a, packed: deflateRawSync(b.content) },
      'no deflated data': { ...a, packed: Buffer.from('xxxx') },
      'an unknown method': { ...a, method: 12 },
      'stored data of another size': { ...a, method: 0, claimed: 3 },
    };
    for (const [what, entry] of Object.entries(bad))
      expect([what, faultsOf(loosely([{ ...entry, flags: 0 }]))]).toEqual([
        what,
        what === 'an unknown method' ? [`zip-form ${file}`, 'zip a'] : ['zip a'],
      ]);
  });

  test('that unpacks to more than is allowed is not unpacked', () => {
    const bomb = { ...a, packed: deflateRawSync(Buffer.alloc(1024 * 1024)), claimed: 0x7000_0000 };
    const before = process.memoryUsage().arrayBuffers;
    expect(faultsOf(loosely([{ ...bomb, flags: 0 }]))).toEqual([`zip ${file}`]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    const many = Array.from({ length: 2001 }, (_, index) => ({ ...a, name: `a${index}` }));
    expect(faultsOf(loosely(many))).toEqual([`zip ${file}`]);
  });
});

describe('a damaged zip', () => {
  test('cut anywhere is said to be incomplete, or to be no zip at all', () => {
    for (let length = 0; length < zip.length; length++)
      expect([length, faultsOf(zip.subarray(0, length))]).toEqual([
        length,
        length < 4 ? null : [`zip-cut ${file}`],
      ]);
  });

  test('with a zip stored inside it, cut behind that, is not taken for the inner one', () => {
    const outer = zipParts(
      new Map([
        ['inner.xlsx', zip],
        ['manifest.json', Buffer.from('{}')],
      ]),
    );
    const stored = loosely([
      { name: 'inner.xlsx', content: zip, method: 0, flags: 0 },
      { name: 'manifest.json', content: Buffer.from('{}'), flags: 0 },
    ]);
    for (const bytes of [outer, stored])
      for (let length = 200; length < bytes.length; length += 7)
        expect(faultsOf(bytes.subarray(0, length))).toEqual([`zip-cut ${file}`]);
  });

  test('with a directory that leads nowhere is refused', () => {
    const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    expect(faultsOf(patched(end + 10, 0xff, 0x0f))).toEqual([`zip ${file}`]);
    expect(faultsOf(patched(end + 10, 0x06, 0x00))).toEqual([`zip ${file}`]);
    expect(faultsOf(patched(end + 10, 0x04, 0x00))).toEqual([`zip-form ${file}`]);
    expect(faultsOf(patched(end + 16, 0xff, 0xff))).toEqual([`zip-cut ${file}`]);
    const directory = zip.readUInt32LE(end + 16);
    expect(faultsOf(patched(directory + 42, 0xff, 0xff, 0xff, 0x7f))).toEqual([
      `zip-form ${file}`,
      'zip [Content_Types].xml',
    ]);
  });

  test('what is no zip is not one', () => {
    for (const text of ['', 'PK', '%PDF-1.4', '<html>', '\u0000'.repeat(100)])
      expect(unzipStrictly(Buffer.from(text), file)).toBeNull();
  });
});
