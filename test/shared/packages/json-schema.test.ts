import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { dataFiles } from '#shared/packages/content.ts';
import { packageJsonSchema } from '#shared/packages/json-schema.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { build } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

const published = path.resolve(import.meta.dirname, '../../../shared/packages/package.schema.json');
const schema = JSON.parse(readFileSync(published, 'utf8')) as { $id: string; $defs: Record<string, object> };
const ajv = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true, allErrors: true });
ajv.addSchema(schema);

/** What ajv says of a file's JSON against its definition in the published schema. */
function errorsOf(file: string, value: unknown): string[] {
  const pointer = file.replaceAll('~', '~0').replaceAll('/', '~1');
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${encodeURIComponent(pointer)}`);
  if (validate === undefined) throw new Error(`the schema has no definition ${file}`);
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

let jilin: Province;
let files: Files;
beforeAll(async () => {
  jilin = await province();
  files = new Files((await build('both', jilin.signer)).bytes);
});

describe('the JSON Schema of packages', () => {
  test('is published as it is: write it anew with `npm run schema`', () => {
    expect(schema).toEqual(packageJsonSchema());
  });

  test('is a schema of draft 2020-12 with one definition a file', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(Object.keys(schema.$defs)).toEqual(['manifest.json', ...Object.keys(dataFiles)]);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:nianbao:package:1',
    });
  });

  test('takes every file of a real package, by another validator', () => {
    for (const file of Object.keys(schema.$defs))
      expect([file, errorsOf(file, files.json(file))]).toEqual([file, []]);
  });

  test.each<[string, (value: never) => unknown, string]>([
    ['manifest.json', (value: object) => ({ ...value, more: 1 }), ' additionalProperties'],
    ['manifest.json', (value: object) => ({ ...value, formatVersion: 2 }), '/formatVersion const'],
    ['manifest.json', (value: object) => ({ ...value, kind: '增量' }), '/kind enum'],
    ['manifest.json', (value: object) => ({ ...value, created: '2016-03-20' }), '/created pattern'],
    ['manifest.json', (value: object) => Object.fromEntries(Object.entries(value).slice(1)), ' required'],
    ['manifest.json', (value: object) => ({ ...value, previous: 'x' }), '/previous pattern'],
    ['data/filings.json', (value: object[]) => [{ ...value[0], state: 'sent' }], '/0/state enum'],
    [
      'data/filings.json',
      (value: object[]) => [{ ...value[0], records: [{ record: '', cells: { '01': null }, sources: {} }] }],
      '/0/records/0/cells/01 type',
    ],
    ['data/directory.json', (value: object[]) => [{ ...value[0], facts: { name: 1 } }], '/0/facts/name type'],
    ['data/findings.json', (value: object[]) => [{ ...value[0], class: 1 }], '/0/class type'],
    ['data/acts.json', () => [{ year: [] }], '/0/year type'],
    ['data/reports.json', () => ({}), ' type'],
  ])('%s: refuses what our reader refuses (%#)', (file, change, error) => {
    expect(errorsOf(file, change(files.json<never>(file)))).toContain(error);
  });
});
