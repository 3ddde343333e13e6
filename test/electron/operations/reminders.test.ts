import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { KeptFile } from '#electron/operations/made.ts';
import { newWorkbook } from '#electron/workbook/new-workbook.ts';
import { loadEdition } from '#shared/returns/edition.ts';
import { contactTexts, owedText } from '#shared/texts/reminders.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const [late, half, silent] = [soundUnit(0), soundUnit(1), soundUnit(2)];
const [clean, closed] = [soundUnit(3), soundUnit(4)];
let office: Office;

beforeAll(() => {
  office = new Office(temporaryFolder());
  office.startYear(2014);
  // Its telephone is known of last year alone.
  office.file(late, 2014);
  office.add(silent, 2014);
  office.startYear(year);
  office.fill(late.id, 'JC102', { '01': 100, '02': 900 }, year);
  office.file(half, year);
  office.write('filing.set', { year, unit: half.id, return: 'JC102', cells: { '02': '99999999' } });
  office.file(clean, year);
  office.explainAll(year);
  office.add(closed, year);
  office.write(
    'filing.move',
    { year, unit: closed.id, return: 'JC102', act: 'exempt', reason: '停业', basis: '停业通知' },
    { name: '王统计', role: 'statistics-head' },
  );
});
afterAll(() => office.close());

const list = (asked: object = {}) => office.read('reminders.list', { year, ...asked });
const entry = (unit: string, asked: object = {}) => list(asked).reminders.find((item) => item.unit === unit);
const telephone = (unit: string): string => {
  const found = entry(unit);
  return found === undefined ? 'not listed' : contactTexts(found, year, 'zh').telephone;
};

describe('the list of reminders', () => {
  it('says of each unit what did not come and what is to be mended, and by when it was due', () => {
    expect(entry(silent.id)?.owed.map((item) => [item.return, owedText(item, 'zh'), item.due])).toEqual([
      ['JC101', '未报', { by: '2016-03-10', late: false }],
      ['JC102', '未报', { by: '2016-03-10', late: false }],
    ]);
    expect(entry(silent.id, { year: 2014 })?.owed.map(({ due }) => due?.late)).toEqual([true, true]);
    const [first, second] = entry(late.id)?.owed ?? [];
    expect([first?.return, first?.state]).toEqual(['JC101', 'due']);
    expect([second?.return, second?.state]).toEqual(['JC102', 'draft']);
    expect(second?.open.A).toBeGreaterThan(0);
    expect(second === undefined ? '' : owedText(second, 'zh')).toMatch(/^待改:强制性 \d+ 处/);
  });

  it('leaves out what came and is clean, and what is exempt', () => {
    expect(entry(clean.id)).toBeUndefined();
    expect(entry(half.id)?.owed.map((item) => item.return)).toEqual(['JC102']);
    expect(entry(closed.id)?.owed.map((item) => item.return)).toEqual(['JC101']);
  });

  it('has the telephone of the newest filing that gives one, and says of which year it is', () => {
    const phone = (unit: typeof late): unknown => unit.returns[2015]?.['JC101']?.['16'];
    expect(entry(half.id)?.contact).toEqual({
      person: half.returns[2015]?.['JC101']?.['15'],
      telephone: phone(half),
      year,
    });
    expect(entry(late.id)?.contact).toMatchObject({ telephone: phone(late), year: 2014 });
    expect(telephone(late.id)).toBe(`${String(phone(late))}(2014 年报)`);
    expect(entry(silent.id)?.contact).toBeNull();
    expect(telephone(silent.id)).toBe('未填');
    // The sheet that asks about a unit's findings names the same.
    const [sheet] = office.read('query.list', { year, unit: half.id }).sheets;
    expect(sheet?.called).toEqual(entry(half.id)?.contact);
  });

  it('is narrowed to one return, counted over all, and refuses what nobody fills', () => {
    const { total, returns } = list();
    expect(total).toBe(4);
    expect(returns.map((item) => [item.return, item.due, item.draft])).toEqual([
      ['JC101', 3, 0],
      ['JC102', 1, 2],
    ]);
    expect(list({ return: 'JC101' }).reminders.flatMap(({ owed }) => owed)).toHaveLength(3);
    expect(list({ offset: 1, limit: 2 }).reminders).toEqual(list().reminders.slice(1, 3));
    expect(refusalOf(() => list({ return: 'ZH301' }))?.code).toBe('return.absent');
  });

  it('is a workbook with a whole line for each return', async () => {
    const made = (await office.export('reminders/write', { year })) as KeptFile;
    expect(made.name).toBe('催报单 农安县 2015.xlsx');
    const book = await newWorkbook();
    await book.xlsx.load(readFileSync(made.path) as unknown as ArrayBuffer);
    const rows = (book.getWorksheet('催报单')?.getSheetValues() ?? []) as (readonly unknown[] | undefined)[];
    const lines = rows.slice(4).map((row) => row?.slice(1, 9));
    expect(lines).toHaveLength(list().returns.reduce((sum, item) => sum + item.due + item.draft, 0));
    const own = lines.filter((line) => line?.[2] === silent.name);
    expect(
      own.map((line) => [line?.[1], line?.[4], String(line?.[5]).slice(0, 5), line?.[6], line?.[7]]),
    ).toEqual([
      [silent.creditCode, '未填', 'JC101', '未报', '2016-03-10'],
      [silent.creditCode, '未填', 'JC102', '未报', '2016-03-10'],
    ]);
    expect(book.getWorksheet('分报表')?.getRow(2).values).toMatchObject([
      undefined,
      'JC101',
      '调查单位基本情况',
      3,
      0,
    ]);
  });
});

it('a contact is a text of a fixed table: an edition that says otherwise is refused with the place', () => {
  const edition = structuredClone(loadedEdition().edition);
  const field = edition.returns
    .find(({ code }) => code === 'JC102')
    ?.tables[0]?.sections[0]?.fields.find(({ type }) => type === 'number');
  if (field === undefined) throw new Error('no number');
  field.contact = 'telephone';
  const result = loadEdition(edition);
  expect('faults' in result ? result.faults : []).toEqual([
    { place: `JC102.${field.code}`, fault: 'a contact is a text of a fixed table' },
  ]);
});
