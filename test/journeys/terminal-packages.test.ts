import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#electron/sync/canonical.ts';
import { signedOff } from '#test/fixtures/sealable-county.ts';
import { documentOf, problemOf, runCli, type Ran } from '#test/fixtures/terminal.ts';
import { Files } from '#test/fixtures/tampered.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** From the signatures of both heads to a package that the province verifies, in the terminal. */
const work = temporaryFolder();
const out = path.join(work, 'stick');
const root = path.join(work, 'cert.pem');
const nowhere = path.join(work, 'nowhere');
const passphrase = '口令 correct horse 9';
const everything: string[] = [];

async function run(words: readonly string[], input?: string): Promise<Ran> {
  const ran = await runCli(
    [...words, '--data', data, '--json', ...(input === undefined ? [] : ['--passphrase-stdin'])],
    input,
  );
  everything.push(ran.out, ran.err);
  return ran;
}

const verify = (file: string, ...more: string[]): Promise<Ran> =>
  runCli(['verify', file, '--trust', root, '--data', nowhere, ...more]);

interface Sealed {
  readonly file: string;
  readonly sha256: string;
  readonly sequence: number;
}

interface Verdict {
  readonly valid: boolean;
  readonly signer: { readonly subject: string; readonly demonstration: boolean };
  readonly sequence: number;
  readonly problems: readonly { readonly code: string; readonly where: string; readonly message: string }[];
}

let sealed: Sealed;
const data = signedOff(work);
mkdirSync(out);

describe('a key', () => {
  test('is made under a passphrase from the first line of standard input, once', async () => {
    // Windows ends lines with two characters; a second line is not looked at.
    const made = await run(['key', 'new', '--officer', '王统计', '--out', root], `${passphrase}\r\nmore\n`);
    expect(made.code).toBe(0);
    const key = documentOf<{ subject: string; fingerprint: string; certificate: string; file: string }>(made);
    expect(key.subject).toContain('CN=王统计');
    expect(key.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(key.certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect([key.file, readFileSync(root, 'utf8').trim()]).toEqual([root, key.certificate.trim()]);
    const again = await run(['key', 'new'], `${passphrase}\n`);
    expect([again.code, problemOf(again).code]).toEqual([1, 'key.exists']);
    const other = await run(
      ['key', 'new', '--officer', '王统计', '--replace', '--out', root],
      `${passphrase}\n`,
    );
    expect(other.code).toBe(0);
    expect(documentOf<{ fingerprint: string }>(other).fingerprint).not.toBe(key.fingerprint);
  });
});

describe('sealing', () => {
  test('needs the passphrase and a folder that can be written, and says what it made', async () => {
    const wrong = await run(['seal', '--out', out], 'wrong horse 9\n');
    expect([wrong.code, problemOf(wrong).code]).toEqual([1, 'key.passphrase']);
    writeFileSync(path.join(work, 'file'), '');
    const refused = await run(['seal', '--out', path.join(work, 'file', 'x')], `${passphrase}\n`);
    expect([refused.code, problemOf(refused).code]).toEqual([1, 'file.unwritable']);
    expect(readdirSync(out)).toEqual([]);
    const ran = await run(['seal', '--format', 'both', '--out', out], passphrase);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('0/4 汇集数据');
    sealed = documentOf<Sealed>(ran);
    expect(sealed).toEqual({
      file: path.join(out, '220122-2015-001.nbpkg'),
      sha256: sha256(readFileSync(sealed.file)),
      sequence: 1,
    });
    expect(readdirSync(out)).toEqual(['220122-2015-001.nbpkg']);
    const again = documentOf<{ file: string }>(await run(['packages', '--sequence', '1', '--out', work]));
    expect(sha256(readFileSync(again.file))).toBe(sealed.sha256);
  });
});

describe('verifying', () => {
  test('needs a package and a certificate, and no workspace', async () => {
    const verdict = documentOf<Verdict>(await verify(sealed.file, '--json'));
    expect(verdict).toMatchObject({
      valid: true,
      sequence: 1,
      problems: [],
      signer: { demonstration: true },
    });
    const english = await verify(sealed.file, '--lang', 'en');
    expect(english.code).toBe(0);
    expect(english.out).toMatch(
      /^Valid\n农安县 \(220122\), 2015, package 1, regular\nSigner: .*demonstration/,
    );
    // The own workspace trusts its own key; any other trusts nobody unasked.
    const untrusted = await runCli(['verify', sealed.file, '--data', nowhere, '--json']);
    expect([untrusted.code, documentOf<Verdict>(untrusted).problems.map(({ code }) => code)]).toEqual([
      1,
      ['untrusted'],
    ]);
    const bad = path.join(work, 'bad.pem');
    writeFileSync(bad, 'no certificate');
    const ran = await runCli(['verify', sealed.file, '--trust', bad, '--data', nowhere, '--json']);
    expect([ran.code, problemOf(ran).code]).toEqual([1, 'key.certificate']);
  });

  test('still trusts what was sealed under a key that has given way to another', async () => {
    expect((await run(['key', 'new', '--replace'], `${passphrase}\n`)).code).toBe(0);
    const verdict = documentOf<Verdict>(await run(['verify', sealed.file]));
    expect([verdict.valid, verdict.problems]).toEqual([true, []]);
  });

  test('names the part that was changed, and says what to do', async () => {
    const files = new Files(readFileSync(sealed.file)).replace('data/filings.json', '"accepted"', '"exempt"');
    const changed = path.join(work, '改过.nbpkg');
    writeFileSync(changed, files.zip());
    const shown = await verify(changed);
    expect(shown.code).toBe(1);
    expect(shown.out).toMatch(/^验证不通过\n/);
    expect(shown.out).toContain('“data/filings.json”被改动过。请不要使用这个文件');
  });
});

describe('a passphrase', () => {
  test('is in no output, no log and no file of the data folder', () => {
    expect(everything.join('')).not.toContain('horse');
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.some(({ name }) => name.endsWith('.db'))).toBe(true);
    for (const file of files)
      expect(readFileSync(path.join(file.parentPath, file.name)).includes('horse')).toBe(false);
  });

  test('that is typed is not shown, and a new one is asked for twice', async () => {
    if (spawnSync('script', ['--version']).status !== 0) {
      process.stdout.write('not on this machine: script (util-linux); not tried: typing a passphrase\n');
      return;
    }
    rmSync(path.join(data, 'keys'), { recursive: true });
    const differs = await typing(['key', 'new', '--data', data], ['correct horse 1', 'correct horse 2']);
    expect(differs.code).toBe(1);
    expect(differs.shown).toContain('两次输入的口令不同。没有生成密钥,请重新输入。');
    const same = await typing(['key', 'new', '--data', data], ['correct horse 1', 'correct horse 1']);
    expect(same.code).toBe(0);
    expect(same.shown).toContain('请设置签名口令(至少 8 位)');
    expect(same.shown).toContain('请再输入一遍');
    expect(same.shown).toContain('BEGIN CERTIFICATE');
    expect(same.shown + differs.shown).not.toContain('horse');
  });

  /** Runs a command in a terminal of its own and types a line whenever it asks. */
  async function typing(
    words: readonly string[],
    lines: readonly string[],
  ): Promise<{ readonly code: number; readonly shown: string }> {
    const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
    const command = [process.execPath, cli, ...words].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
    let shown = '';
    let typed = 0;
    child.stdout.on('data', (bytes: Buffer) => {
      shown += bytes.toString('utf8');
      const asked = shown.match(/(口令|一遍)[^\n]*:/g)?.length ?? 0;
      while (typed < Math.min(asked, lines.length)) child.stdin.write(`${lines[typed++]}\r`);
    });
    const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? -1)));
    return { code, shown };
  }
});
