import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { build } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** Our signed workbooks in the eyes of programs that know nothing of us. */
const folder = temporaryFolder();
let jilin: Province;
let sealed: Buffer;

beforeAll(async () => {
  jilin = await province();
  sealed = (await build('xlsx', jilin.signer)).bytes;
});

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
}

/** Whether the tools are there; says by name which is not, and what was not tried for want of it. */
function have(what: string, tools: Readonly<Record<string, boolean>>): boolean {
  const missing = Object.keys(tools).filter((name) => tools[name] !== true);
  for (const name of missing) process.stdout.write(`not on this machine: ${name}; not tried: ${what}\n`);
  return missing.length === 0;
}

const starts = (command: string): boolean => run(command, ['--version']).error === undefined;

const put = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

describe('a signed workbook', () => {
  test('is verified by xmlsec1, certificates, signature and every part', () => {
    if (!have('the signature of a workbook in xmlsec1', { xmlsec1: starts('xmlsec1') })) return;
    const files = new Files(sealed);
    const signature = files.text('_xmlsignatures/sig1.xml');
    const uris = [...signature.matchAll(/<Reference URI="(\/[^"]*)"/g)].map(([, uri = '']) => uri);
    expect(uris.length).toBeGreaterThan(10);
    const maps = uris.map((uri) => {
      const part = uri.slice(1, uri.indexOf('?'));
      return `--url-map:${uri} ${put(path.join('parts', part), files.bytes(part))}`.split(' ');
    });
    const root = put('root.pem', jilin.root.pem);
    const verify = (file: string, trusted: string) =>
      run('xmlsec1', [
        '--verify',
        '--trusted-pem',
        trusted,
        '--verification-time',
        '2016-03-20 08:30:00',
        '--id-attr:Id',
        'http://www.w3.org/2000/09/xmldsig#:Object',
        '--id-attr:Id',
        'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
        ...maps.flat(),
        file,
      ]);
    const own = put('sig1.xml', signature);
    const sound = verify(own, root);
    expect(sound.stdout + sound.stderr).toContain('SignedInfo References (ok/all): 3/3');
    expect(sound.stdout + sound.stderr).toContain(
      `Manifests References (ok/all): ${uris.length}/${uris.length}`,
    );
    expect(sound.status).toBe(0);
    expect(verify(own, put('office.pem', jilin.county.pem)).status).not.toBe(0);
    expect(
      verify(put('changed.xml', signature.replace('>2016-03-20T', '>2016-03-21T')), root).status,
    ).not.toBe(0);
    put('parts/xl/workbook.xml', files.text('xl/workbook.xml').replace('JC102', 'JC109'));
    const changed = verify(own, root);
    expect(changed.stdout + changed.stderr).toContain(
      `Manifests References (ok/all): ${uris.length - 1}/${uris.length}`,
    );
  });

  test('is opened, shown and found signed by LibreOffice', () => {
    const python = '/usr/bin/python3';
    const tools = {
      soffice: starts('soffice'),
      'python3 with uno': run(python, ['-c', 'import uno']).status === 0,
      certutil: starts('certutil'),
    };
    if (!have('the signature of a workbook in LibreOffice', tools)) return;
    const trust = path.join(folder, 'nss');
    mkdirSync(trust);
    expect(run('certutil', ['-N', '-d', `sql:${trust}`, '--empty-password']).status).toBe(0);
    const root = put('trusted.pem', jilin.root.pem);
    run('certutil', ['-A', '-d', `sql:${trust}`, '-n', 'root', '-t', 'CT,C,C', '-i', root]);
    const changed = (part: string, from: string, to: string): Buffer =>
      new Files(sealed).replace(part, from, to).zip();
    const books = [
      put('sound.xlsx', sealed),
      put('cell.xlsx', changed('xl/worksheets/sheet3.xml', '<v>180400</v>', '<v>180401</v>')),
      put('text.xlsx', changed('xl/sharedStrings.xml', '新材料', '旧材料')),
      put('said.xlsx', changed('_xmlsignatures/sig1.xml', 'Comments>农安县', 'Comments>德惠市')),
    ];
    const asked = run(
      python,
      [path.join(import.meta.dirname, 'signatures.py'), path.join(folder, 'profile'), ...books],
      {
        MOZILLA_CERTIFICATE_FOLDER: `sql:${trust}`,
      },
    );
    const answers = asked.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    expect(answers.map(({ signatures }) => signatures.map(({ valid }) => valid))).toEqual([
      [true],
      [false],
      [false],
      [false],
    ]);
    const [sound] = answers;
    expect(sound?.signatures).toEqual([
      { valid: true, certificateIsValid: true, signer: 'O=农安县统计局,C=CN' },
    ]);
    expect(Object.keys(sound?.cells ?? {})).toEqual([
      'ZH301',
      'JC101',
      'JC102',
      'JC105',
      'JC105M',
      '审核与说明',
      '办理记录',
    ]);
    expect(sound?.cells['JC102']?.[2]?.slice(0, 6)).toEqual(['unit', 'name', 'state', '01', '01.上年', '02']);
    expect(sound?.cells['JC102']?.[3]?.slice(0, 7)).toEqual([
      '91220122MA0100008Q',
      '农安县第1户 & Co. <有限>',
      'accepted',
      180_400,
      '',
      20_310,
      15_000,
    ]);
    const keys = sound?.cells['JC102']?.[2] ?? [];
    const second = sound?.cells['JC102']?.[4] ?? [];
    expect(['01', '01.上年', '02'].map((key) => second[keys.indexOf(key)])).toEqual([0.1, '', -0.2]);
  }, 240_000);
});

interface Answer {
  readonly signatures: readonly {
    readonly valid: boolean;
    readonly certificateIsValid: boolean;
    readonly signer: string;
  }[];
  readonly cells: Readonly<Record<string, readonly (readonly (string | number)[])[]>>;
}
