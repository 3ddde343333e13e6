import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { databaseFile } from '#electron/store/files.ts';
import { openReadable } from '#electron/store/open.ts';
import { filings, oblige } from '#electron/store/rounds.ts';
import { addUnit } from '#electron/store/units.ts';
import { at, inOne, returnCode } from '#test/fixtures/county-store.ts';
import { Office } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { openCounty, type County } from './county.ts';

/** A check of a large county that is stopped half-way. */
const year = 2015;
/** As many as take the check a while, and more than the wall of the first screen has room for. */
const units = Array.from({ length: 10_000 }, (_, at) => creditCodeIn('220122', at));
/** What no unit has: each is to be judged anew. */
const stale = 7;
let folder: string;
let county: County;
const page = () => county.page;

beforeAll(async () => {
  const office = new Office(temporaryFolder());
  office.startYear(year);
  inOne(office.store, () => {
    for (const [index, unit] of units.entries()) {
      addUnit(office.store, { id: unit, kind: '企业', facts: { name: `农安县第${index}厂` } }, year);
      oblige(office.store, year, unit, returnCode, at);
    }
  });
  office.store.db.prepare('UPDATE filing SET undecided = ?').run(stale);
  office.close();
  folder = office.folder;
  county = await openCounty(folder);
  await page().locator('.wall-row').first().waitFor();
}, 120_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

function staleUnits(): number {
  const reader = openReadable(folder);
  try {
    return filings(reader, year).filter(({ undecided }) => undecided === stale).length;
  } finally {
    reader.db.close();
  }
}

test('the first screen counts the filings of all units, not only of those it has room for', async () => {
  await page().getByText('只显示 400 户(共 10000 户)').waitFor();
  await page().getByText('已验收 0/10000 张').waitFor();
});

test('it says how many units were checked anew, and the list shows their results', async () => {
  await page().locator('[data-screen=review]').click();
  await page()
    .getByText(`资料不全未评 ${units.length * stale} 项`)
    .waitFor();
  // Somebody else holds the database while the first units are to be written, until it is stopped.
  const other = new Database(databaseFile(folder));
  other.exec('BEGIN IMMEDIATE');
  await page().getByRole('button', { name: '重新审核' }).click();
  const stopped = page().waitForResponse(
    (response) => response.request().postData()?.includes('"cancel"') === true,
  );
  await page()
    .locator('.bottom .work')
    .getByRole('button', { name: /取\s?消/ })
    .click();
  await stopped;
  other.close();
  // The county itself is one of them.
  const said = page().getByText(/^审核已停止:10001 个单位中审完 \d+ 个/);
  await said.waitFor();
  const [, done = '', left = ''] =
    /审完 (\d+) 个,它们的结果是新的;其余 (\d+) 个列出的仍是上次审核的结果/.exec(await said.innerText()) ?? [];
  expect(Number(done)).toBeGreaterThan(0);
  expect(Number(left)).toBe(units.length + 1 - Number(done));
  expect(Number(left)).toBeGreaterThan(0);
  expect(staleUnits()).toBe(Number(left));
  await page()
    .getByText(`资料不全未评 ${Number(left) * stale} 项`)
    .waitFor();
});

test('checked again, all of them are through', async () => {
  await page().getByRole('button', { name: '重新审核' }).click();
  // Nobody filed anything in it: that is what there is to say.
  await page().locator('.notices').getByText('还没有可审核的报表').waitFor();
  expect(staleUnits()).toBe(0);
  await page()
    .getByText(/资料不全未评/)
    .waitFor({ state: 'detached' });
});
