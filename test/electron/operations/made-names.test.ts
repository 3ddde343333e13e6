import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asFileName } from '#shared/values/file-name.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import { soundUnit } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const folder = temporaryFolder();
const out = path.join(folder, 'out');
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
const unit = soundUnit(0);
afterAll(() => service.close());

beforeAll(async () => {
  await service.open();
  await service.answer('workspace.init', { county: '220122', year });
  await service.answer('units.add', { year, code: unit.id, name: unit.name, industry: unit.industry });
  await service.answer('filing.set', {
    year,
    unit: unit.id,
    return: 'JC102',
    // More profit than income (C), to be asked about and explained.
    cells: { '01': '8000', '02': '5000', '05': '7900', '07': '7900', '08': '99000' },
  });
}, 60_000);

const saved = async ({ token }: { readonly token: string }): Promise<string> =>
  path.basename(await saveMadeFile(service.tokens.take(token), out + path.sep));

describe('files that are called after an enterprise', { timeout: 60_000 }, () => {
  it.each(['甲/乙合资公司', '../../../逃', '甲'.repeat(100), 'a:b?<公司>', '. .'])(
    'are made whatever it is called, such as %s, and lie where they belong',
    async (name) => {
      await service.answer('units.rename', { year, unit: unit.id, name });
      const blank = await service.answer('template.make', { year, return: 'JC102', unit: unit.id });
      expect(await saved(blank.file)).toBe(`${asFileName(name, 150)} JC102 2015.xlsx`);
      const query = await service.answer('query.make', { year, unit: unit.id });
      expect(await Promise.all(query.files.map(saved))).toEqual([
        `查询单 ${asFileName(name, 150)} ${unit.id} 2015.xlsx`,
      ]);
      expect(readdirSync(folder).sort()).toEqual(['data', 'out']);
    },
  );
});
