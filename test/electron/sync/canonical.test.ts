import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, isCanonical, sha256 } from '#electron/sync/canonical.ts';

/** RFC 8785 said once more, as an oracle: sorted by UTF-16 code units, primitives as ECMAScript writes them. */
function reference(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(reference).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${reference(item)}`).join(',')}}`;
}

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((written) => written.toWellFormed());
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 5 }),
  ),
}));

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}

describe('canonical JSON', () => {
  test('is what RFC 8785 prints', () => {
    const given = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalBytes(given).toString()).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    // By UTF-16 code units: a surrogate pair stands before U+FB33.
    expect(
      canonicalBytes({ '\ufb33': 1, '😀': 2, '\r': 3, '1': 4, ö: 5, '€': 6, '\u0080': 7 }).toString(),
    ).toBe('{"\\r":3,"1":4,"\u0080":7,"ö":5,"€":6,"😀":2,"\ufb33":1}');
  });

  test('says the same of the same value, in whatever order it was made', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const bytes = canonicalBytes(value);
        expect(bytes.toString('utf8')).toBe(reference(JSON.parse(JSON.stringify(value))));
        expect(canonicalBytes(shuffled(value)).equals(bytes)).toBe(true);
        const read: unknown = JSON.parse(bytes.toString('utf8'));
        expect(isCanonical(read, bytes)).toBe(true);
        expect(canonicalBytes(read).equals(bytes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('has one spelling: no other bytes that parse to the value are canonical', () => {
    const spellings = [
      '{"a":1}',
      '{"a":1.0}',
      '{"a":1e0}',
      '{ "a":1}',
      '{"a":1}\n',
      '{"a":2,"a":1}',
      '{"\\u0061":1}',
    ];
    const found = spellings.map((spelling) => isCanonical(JSON.parse(spelling), Buffer.from(spelling)));
    expect(found).toEqual([true, false, false, false, false, false, false]);
    expect(isCanonical({ a: 1 }, Buffer.from('\ufeff{"a":1}'))).toBe(false);
    expect(isCanonical(JSON.parse('{"b":1,"a":1}'), Buffer.from('{"b":1,"a":1}'))).toBe(false);
    expect(isCanonical(JSON.parse('[-0]'), Buffer.from('[-0]'))).toBe(false);
  });

  test('does not exist for half a surrogate pair, or for nothing', () => {
    expect(isCanonical(['\ud800'], Buffer.from('["\\ud800"]'))).toBe(false);
    expect(() => canonicalBytes(undefined)).toThrow('nothing');
  });

  test('hashes are those of sha256sum', () => {
    expect(sha256(Buffer.from('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
