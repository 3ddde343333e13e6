import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { filingsOf } from '#electron/operations/import/staged-lines.ts';
import { createFilePool, type FilePool } from '#electron/threads/file-pool.ts';
import type { FileReply } from '#electron/threads/file-worker.ts';
import { writeBlankForm } from '#electron/workbook/write-blank.ts';
import { isProblem } from '#shared/contract/problem.ts';
import { problemText } from '#shared/texts/problems.ts';
import { compoundOf } from '#test/fixtures/biff.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { partsOf, rowsXml, xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const open: FilePool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

function pool(options: Parameters<typeof createFilePool>[0]): FilePool {
  const made = createFilePool(options);
  open.push(made);
  return made;
}

const list = (name: string, value: number): Buffer =>
  xlsxOf({
    sheets: [
      {
        rows: rowsXml([
          ['2015年度,单位:千元'],
          ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
          ['91220101MA0Y12340Q', name, value, 300, 50],
        ]),
      },
    ],
  });

/** Within every budget, and seconds of work: 190 000 rows of 20 texts. */
function heavy(): Buffer {
  const strings = Array.from({ length: 150_000 }, (_, at) => `<si><t>说明文字${at * 7919}</t></si>`).join('');
  let rows = '';
  for (let row = 1; row <= 190_000; row++) {
    const at = (row * 31) % 149_000;
    rows += `<row r="${row}">${`<c t="s"><v>${at}</v></c>`.repeat(24)}</row>`;
  }
  return zipOf(partsOf({ strings, sheets: [{ rows }] }), 1);
}

const bomb = zipOf({
  ...partsOf({ sheets: [{ rows: '' }] }),
  'xl/sharedStrings.xml': new Uint8Array(8 * 1024 * 1024),
});
const doctype = zipOf({
  ...partsOf({ sheets: [{ rows: '' }] }),
  'xl/workbook.xml': '<!DOCTYPE x><workbook/>',
});

/** What a folder from many enterprises may hold: the name of a file → its bytes and what it ends in. */
const files: Readonly<Record<string, readonly [Buffer, string]>> = {
  '01 甲厂.xlsx': [list('甲厂', 1000), 'read'],
  '02 空.xlsx': [Buffer.alloc(0), 'file.empty'],
  '03 半截.xlsx': [list('半截', 1).subarray(0, 900), 'file.truncated'],
  '04 加密.xlsx': [
    compoundOf({ EncryptionInfo: Buffer.alloc(248, 2), EncryptedPackage: Buffer.alloc(9000, 3) }),
    'file.encrypted',
  ],
  '05 说明书.xlsx': [Buffer.from('%PDF-1.4'), 'file.unsupported'],
  '06 炸弹.xlsx': [bomb, 'file.over-budget'],
  '07 实体.xlsx': [doctype, 'file.doctype'],
  '08 封面.xlsx': [xlsxOf({ sheets: [{ rows: rowsXml([['封面']]) }] }), 'intake.no-table'],
  '09 甲厂.xls': [list('甲厂', 2000), 'read'],
  '10 \' " & 表 𠮷.xlsx': [list('丙厂', 3000), 'read'],
};

function place(into: string): string {
  const here = path.join(folder, into);
  mkdirSync(here);
  for (const [name, [bytes]] of Object.entries(files))
    writeFileSync(path.join(here, name.replaceAll('"', '”')), bytes);
  return here;
}

const staging = { year: 2015, answers: {} };

function outcome(reply: FileReply): string {
  if ('broken' in reply) throw new Error(reply.broken);
  return 'refused' in reply ? reply.refused.code : 'read';
}

describe('the threads that read files', () => {
  it('refuse each hostile file by its name and read the rest of the folder', async () => {
    const here = place('threads');
    const readers = pool({ size: 2 });
    const replies = await Promise.all(
      Object.keys(files).map(async (name) => {
        const file = name.replaceAll('"', '”');
        return [name, await readers.run({ path: path.join(here, file), name, stage: staging })] as const;
      }),
    );
    for (const [name, reply] of replies) {
      expect([name, outcome(reply)]).toEqual([name, files[name]?.[1]]);
      if ('refused' in reply) expect(problemText(reply.refused, 'zh')).toContain(name);
      if ('answer' in reply) {
        const { staged } = reply.answer;
        expect(staged === null ? [] : filingsOf(staged)).toHaveLength(1);
        expect(staged?.head.questions).toEqual([]);
      }
    }
  });

  it('are ended when a file takes too long; the next file is read', async () => {
    writeFileSync(path.join(folder, '很慢.xlsx'), heavy());
    writeFileSync(path.join(folder, '甲厂.xlsx'), list('甲厂', 1000));
    const readers = pool({ size: 1, timeoutMs: 1500 });
    const slow = readers.run({ path: path.join(folder, '很慢.xlsx'), name: '很慢.xlsx', stage: staging });
    const next = readers.run({ path: path.join(folder, '甲厂.xlsx'), name: '甲厂.xlsx', stage: staging });
    await expect(slow).rejects.toSatisfy(
      (error) =>
        isProblem(error, 'file.stuck') && error.details.file === '很慢.xlsx' && error.details.seconds === 1.5,
    );
    expect(outcome(await next)).toBe('read');
  });

  it('may run out of memory: the file is named, the next one is read', async () => {
    writeFileSync(path.join(folder, '很大.xlsx'), heavy());
    writeFileSync(path.join(folder, '乙厂.xlsx'), list('乙厂', 1000));
    const readers = pool({ size: 1, memoryMb: 64 });
    const large = readers.run({ path: path.join(folder, '很大.xlsx'), name: '很大.xlsx', stage: staging });
    const next = readers.run({ path: path.join(folder, '乙厂.xlsx'), name: '乙厂.xlsx', stage: staging });
    await expect(large).rejects.toSatisfy(
      (error) => isProblem(error, 'file.reader-died') && error.details.file === '很大.xlsx',
    );
    expect(outcome(await next)).toBe('read');
  });

  it('say that a file is gone, and hand their turn on when a request is cancelled', async () => {
    writeFileSync(path.join(folder, '取消.xlsx'), heavy());
    const readers = pool({ size: 1 });
    const job = { path: path.join(folder, '取消.xlsx'), name: '取消.xlsx', stage: staging };
    const abort = new AbortController();
    const cancelled = [1, 2, 3, 4].map(() =>
      readers
        .run(job, abort.signal)
        .then(outcome, (error: unknown) => (isProblem(error) ? error.code : 'bug')),
    );
    const after = readers.run({ path: path.join(folder, '没有.xlsx'), name: '没有.xlsx', stage: staging });
    setTimeout(() => abort.abort(), 300);
    expect(await Promise.all(cancelled)).toEqual(Array.from({ length: 4 }, () => 'request.cancelled'));
    expect(outcome(await after)).toBe('file.missing');
  });
});

describe('an import of such a folder', () => {
  const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
  afterAll(() => service.close());

  it('refuses file by file, commits the rest, and leaves nothing half read', async () => {
    const here = place('import');
    const unit = {
      id: '91220221702345679W',
      creditCode: '91220221702345679W',
      organisationCode: '702345679',
      name: '丁厂',
    };
    const definition = loadedEdition().return('JC102');
    if (definition === undefined) throw new Error('no JC102');
    const form = {
      edition: loadedEdition(),
      definition,
      year: 2015,
      county: '220122',
      unit,
      cells: { '01': 7 },
    };
    writeFileSync(path.join(here, '11 丁厂.xlsx'), await writeBlankForm(form));
    await service.open();
    await service.answer('workspace.init', { county: '220122', year: 2015 });
    const { batches } = await service.answer('import.run', {
      files: [service.tokens.give(here, 'import')],
      newUnits: 'add',
    });
    const ends = Object.fromEntries(
      batches.map((batch) => [batch.file.slice(0, 2), batch.problem?.code ?? batch.outcome]),
    );
    expect(ends).toMatchObject({
      '02': 'file.empty',
      '03': 'file.truncated',
      '04': 'file.encrypted',
      '05': 'file.unsupported',
      '06': 'file.over-budget',
      '07': 'file.doctype',
      '08': 'intake.no-table',
    });
    expect(ends['01']).toBe('committed');
    // The same unit with other figures, and under another name: never overwritten without an answer.
    expect([ends['09'], ends['10']]).toEqual(['questions', 'questions']);
    // Whoever its hidden key names: nothing is filled in.
    expect(ends['11']).toBe('intake.blank');
    for (const batch of batches.filter((item) => item.outcome === 'refused')) {
      expect(batch.rows).toEqual({ new: 0, changed: 0, same: 0, rejected: 0 });
      expect(batch.problem === null ? '' : problemText(batch.problem, 'zh')).toContain(batch.file);
    }
    const questions = batches.flatMap((batch) => batch.questions.map((question) => question.kind));
    expect(questions).toEqual(expect.arrayContaining(['replaces', 'unit-renamed']));
  });
});
