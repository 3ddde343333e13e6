import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateDemo } from '#electron/demo/generate.ts';
import { writeDemoWorkbooks } from '#electron/demo/workbooks.ts';
import { loadedEdition } from '#electron/edition.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { isNearName } from '#shared/codes/names.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

/** How much a clerk is asked: of the files of a county, and of senders who are known from last year. */

const folder = temporaryFolder();
const [last, year] = [2015, 2016];
type Row = readonly (string | number | null)[];

interface Line {
  readonly what: string;
  readonly questions: number;
}
const table: string[] = [];

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Puts the lines into the table, and gives the share without a question and the median. */
function told(title: string, lines: readonly Line[], listsAll = true): { quiet: number; median: number } {
  const quiet = lines.filter(({ questions }) => questions === 0).length / lines.length;
  const middle = median(lines.map(({ questions }) => questions));
  table.push(
    `${title}: ${lines.length} files, ${Math.round(quiet * 100)} % without a question, median ${middle}, most ${Math.max(...lines.map(({ questions }) => questions))}`,
    ...lines
      .filter(({ questions }) => listsAll || questions > 0)
      .map(({ what, questions }) => `  ${String(questions).padStart(2)}  ${what}`),
  );
  return { quiet, median: middle };
}

afterAll(() => process.stdout.write(`${table.join('\n')}\n`));

async function demoFiles(clean: boolean): Promise<readonly Line[]> {
  const demo = generateDemo();
  const files = path.join(folder, clean ? 'clean' : 'mistakes');
  await writeDemoWorkbooks(files, demo, loadedEdition(), clean);
  const office = new Office(folder, clean ? 'clean-county' : 'county');
  const [, of] = demo.years;
  office.startYear(of);
  const lines: Line[] = [];
  for (const name of readdirSync(files).sort()) {
    const batch = await office.import(readFileSync(path.join(files, name)), name, { year: of });
    expect([name, batch.problem]).toEqual([name, null]);
    lines.push({ what: name, questions: batch.questions.length });
  }
  office.close();
  return lines;
}

describe('without a recipe', () => {
  it('a county’s folder is read with hardly a question, and with few where mistakes were planted in it', async () => {
    const [clean, faulty] = [await demoFiles(true), await demoFiles(false)];
    expect(told('The demonstration county without mistakes', clean, false).quiet).toBeGreaterThan(0.9);
    expect(told('The demonstration county with its mistakes', faulty, false).median).toBeLessThanOrEqual(2);
    expect(told('Both', [...clean, ...faulty], false).quiet).toBeGreaterThanOrEqual(0.8);
  });
});

const units = soundUnits
  .filter(({ name }, at) => !soundUnits.some((other, index) => index < at && isNearName(name, other.name)))
  .slice(0, 30);
/** Senders by how they write; each has three enterprises of its own. */
const names = ['工业总产值', '新产品产值', '从业人员', '市场份额', '利润'];
const plain = (factor: number): readonly Row[] =>
  [1, 2.1, 3.3].map((size) => [
    Math.round(1000 * size * factor),
    Math.round(300 * size * factor),
    Math.round(50 * size),
    12,
    Math.round(70 * size * factor),
  ]);
const withAt = (rows: readonly Row[], column: number, value: string | number): readonly Row[] =>
  rows.map((row, index) => row.map((cell, at) => (at === column && index % 2 === 0 ? value : cell)));

const shares = (factor: number): readonly Row[] => plain(factor).map((row) => row.with(3, 0.12));

interface Sheet {
  readonly rows: readonly Row[];
  readonly header?: readonly string[];
  readonly line?: string;
  readonly hidden?: boolean;
}

interface Sender {
  readonly what: string;
  readonly sheet: (factor: number) => Sheet;
  readonly across?: true;
}

const senders: readonly Sender[] = [
  { what: 'says everything', sheet: (factor) => ({ rows: plain(factor) }) },
  { what: 'says no unit', sheet: (factor) => ({ rows: plain(factor), line: '名单' }) },
  { what: 'writes shares as fractions', sheet: (factor) => ({ rows: shares(factor) }) },
  { what: 'writes ▲ for minus', sheet: (factor) => ({ rows: withAt(plain(factor), 4, '▲7') }) },
  { what: 'writes 无 for 0', sheet: (factor) => ({ rows: withAt(plain(factor), 1, '无') }) },
  { what: 'hides a row', sheet: (factor) => ({ rows: plain(factor), hidden: true }) },
  {
    what: 'has a column that is not clear',
    sheet: (factor) => ({ rows: plain(factor), header: names.with(1, '新产品产值(含税)') }),
  },
  {
    what: 'does all of that',
    sheet: (factor) => ({
      rows: withAt(withAt(shares(factor), 4, '▲7'), 1, '无'),
      line: '名单',
      hidden: true,
    }),
  },
  {
    what: 'has its enterprises in columns',
    across: true,
    sheet: (factor) => ({ rows: plain(factor), line: '名单' }),
  },
  {
    what: 'contradicts itself about the unit',
    sheet: (factor) => ({
      rows: plain(factor),
      header: names.with(0, '工业总产值(千元)'),
      line: '注:以上金额单位均为万元',
    }),
  },
];
const ways: Readonly<Record<string, string>> = {
  'table-unit': 'unit:千元',
  'percent-scale': 'share',
  'negative-mark': 'negative',
  'none-mark': 'zero',
  'hidden-rows': 'include',
  'column-unclear': 'field:02',
};

function fileOf(
  sender: number,
  { rows, header = names, line = '单位:千元', hidden }: Sheet,
  across?: true,
): Buffer {
  const isNote = line.startsWith('注');
  const own = units.slice(sender * 3, sender * 3 + 3);
  const list: readonly Row[] = [
    ['统一社会信用代码', '单位名称', ...header],
    ...rows.map((row, index): Row => [own[index]?.id ?? '', own[index]?.name ?? '', ...row]),
  ];
  const turned = (list[0] ?? []).map((_, column): Row => list.map((row) => row[column] ?? null));
  const body = across === true ? turned : list;
  const xml = rowsXml(isNote ? [['企业名单'], ...body, [line]] : [[line], ...body]);
  return xlsxOf({
    sheets: [
      { name: '汇总', rows: hidden === true ? xml.replace('<row r="4"', '<row r="4" hidden="1"') : xml },
    ],
  });
}

describe('with what is remembered of the sender', () => {
  const office = new Office(folder, 'senders');
  afterAll(() => office.close());

  const answered = async (batch: Batch): Promise<Batch> => {
    if (batch.questions.length === 0) return batch;
    const answers = Object.fromEntries(
      batch.questions.map(({ id, kind, choices }) => {
        const way = choices.find(({ code }) => code === ways[kind]) ?? choices[0];
        return [id, way?.code ?? ''];
      }),
    );
    return answered(await office.answer(batch.id, answers));
  };
  const asked: Line[] = [];

  beforeAll(async () => {
    office.startYear(last);
    for (const [at, { what, sheet, across }] of senders.entries()) {
      const batch = await office.import(fileOf(at, sheet(1), across), `${what}.xlsx`, { year: last });
      asked.push({ what, questions: batch.questions.length });
      expect([what, (await answered(batch)).outcome]).toEqual([what, 'committed']);
    }
    office.startYear(year);
  });

  it('the same layout is asked nothing, and 无 is 0 again', async () => {
    told('Senders, the first year', asked);
    const again: Line[] = [];
    for (const [at, { what, sheet, across }] of senders.entries()) {
      office.store.db.exec('SAVEPOINT one');
      const batch = await office.import(fileOf(at, sheet(1.07), across), `${what}.xlsx`, { year });
      again.push({
        what: `${what}: ${batch.questions.map(({ kind }) => kind).join(', ')}`,
        questions: batch.questions.length,
      });
      if (what === 'writes 无 for 0') {
        expect(batch.reused.map(({ question, choice }) => [question.kind, choice.code])).toEqual([
          ['none-mark', 'zero'],
        ]);
        const { cells } = office.read('filing.get', { year, unit: units[at * 3]?.id ?? '', return: 'JC102' });
        expect(cells.find(({ key }) => key === '02')).toMatchObject({ value: 0 });
      }
      office.store.db.exec('ROLLBACK TO one; RELEASE one');
    }
    const { median: middle } = told('Senders, the second year', again);
    expect(middle).toBeLessThanOrEqual(1);
    expect(Math.max(...again.map(({ questions }) => questions))).toBe(0);
  });

  it('another layout is asked about once at most', async () => {
    const changed: Line[] = [];
    for (const [at, { what, sheet, across }] of senders.entries()) {
      const { rows, header = names, ...more } = sheet(1.07);
      const moved = {
        ...more,
        header: ['序号', ...header].toReversed(),
        rows: rows.map((row, index) => [index + 1, ...row].toReversed()),
      };
      office.store.db.exec('SAVEPOINT one');
      const batch = await office.import(fileOf(at, moved, across), `${what}.xlsx`, { year });
      changed.push({
        what: `${what}: ${batch.questions.map(({ kind }) => kind).join(', ')}`,
        questions: batch.questions.length,
      });
      office.store.db.exec('ROLLBACK TO one; RELEASE one');
    }
    const { median: middle } = told('Senders, the second year in another layout', changed);
    expect(middle).toBeLessThanOrEqual(1);
    expect(Math.max(...changed.map(({ questions }) => questions))).toBeLessThanOrEqual(1);
  });
});
