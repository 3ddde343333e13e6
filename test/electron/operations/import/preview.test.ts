import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileOf, marked, markedFormats } from '#test/fixtures/marked.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');

beforeAll(async () => {
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
});
afterAll(() => service.close());

it.each(markedFormats)('shows in the sheet which figures are struck out: %s', async (format) => {
  const name = fileOf(format);
  const file = path.join(folder, name);
  const rows = [
    ['单位:千元', null, null, null],
    ['单位名称', '工业总产值', '新产品产值', '从业人员'],
    ['甲厂', 1000, 300, 50],
  ];
  writeFileSync(file, marked(format, rows, { struck: ['C3'] }));
  const { batches } = await service.answer('import.run', { files: [service.tokens.give(file, name)] });
  const preview = await service.answer('import.preview', { batch: batches[0]?.id });
  expect(preview.rows.find(({ index }) => index === 2)?.cells).toEqual([
    { column: 0, text: '甲厂' },
    { column: 1, text: '1000' },
    { column: 2, text: '300', struck: true },
    { column: 3, text: '50' },
  ]);
});
