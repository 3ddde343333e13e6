import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { documentBytes, explanation, oddCounty, oddRule, oddUnit } from '#test/fixtures/attached.ts';
import { documentOf, problemOf, runCli, type Ran } from '#test/fixtures/terminal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const { data, finding } = oddCounty(folder);
const run = (...words: string[]): Promise<Ran> => runCli([...words, '--data', data]);
const file = (name: string, bytes: Uint8Array): string => {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
};
const explain = (...words: string[]): Promise<Ran> =>
  run('explain', finding, '--category', explanation.category, '--text', explanation.text, ...words);

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Listed {
  readonly attachments: readonly { readonly name: string; readonly sha256: string }[];
}

test(
  'documents are attached, listed, saved, removed and packed in the terminal',
  { timeout: 300_000 },
  async () => {
    expect((await explain()).out).toContain('说明已保存,还缺:营业执照');
    expect((await run('check', '--lang', 'en')).out).toContain(
      'The explanation is kept; still missing: business licence',
    );
    const [one, two] = [documentBytes('pdf', 'one'), documentBytes('png', 'two')];
    const both = await explain(
      '--attach',
      file('执照.pdf', one),
      '--attach',
      file('副本.png', two),
      '--json',
    );
    expect(documentOf(both)).toMatchObject({
      finding: { id: finding, lacking: false, attachments: [{ name: '副本.png' }, { name: '执照.pdf' }] },
    });
    const checked = await run('check');
    expect(checked.out).toContain('附件:执照.pdf(1 KB)');
    expect(checked.out).not.toContain('还缺');

    const wrong = await explain('--attach', file('执照.doc', Buffer.from('no')), '--json');
    expect([wrong.code, problemOf(wrong).code]).toEqual([1, 'attachment.kind']);
    expect((await explain('--attach')).code).toBe(2);

    const { attachments } = documentOf<Listed>(await run('attachments', '--json'));
    expect(attachments).toMatchObject([
      { finding, name: '副本.png', unit: oddUnit.id, rule: oddRule },
      { finding, name: '执照.pdf' },
    ]);
    const out = path.join(folder, 'out');
    expect(await run('attachments', finding, '--save', out)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path.join(out, finding, '执照.pdf')).equals(one)).toBe(true);

    // Another file of that name takes no place of the first.
    const again = documentBytes('pdf', 'again');
    const twin = path.join(folder, '另一份');
    mkdirSync(twin);
    writeFileSync(path.join(twin, '执照.pdf'), again);
    const third = await explain('--attach', path.join(twin, '执照.pdf'), '--json');
    expect(third.code).toBe(0);
    const saved = await run('attachments', finding, '--save', path.join(folder, 'both'), '--json');
    const { files } = documentOf<{ files: readonly string[] }>(saved);
    expect(new Set(files.map((each) => readFileSync(each, 'hex'))).size).toBe(3);
    expect((await run('attachments', finding, '--remove', hashOf(again))).code).toBe(0);
    const zip = documentOf(await run('attachments', '--zip', out, '--json'));
    expect(zip).toMatchObject({ file: path.join(out, '附件 农安县 2015.zip'), files: 2 });

    for (const { sha256 } of attachments)
      expect((await run('attachments', finding, '--remove', sha256)).code).toBe(0);
    expect((await run('attachments')).out).toContain('没有附上材料');
    expect((await run('attachments', '--remove', 'a', '--save', out)).code).toBe(2);
  },
);
