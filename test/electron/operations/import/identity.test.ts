import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { mergeAnswers } from '#electron/operations/import/merge-answers.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { choiceText } from '#shared/texts/choices.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { Office, refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const office = new Office(temporaryFolder());
afterAll(() => office.close());
const year = 2015;
const known = { code: creditCodeIn('220122', 1), name: '农安甲机械制造有限公司' };

type Cell = string | number | null;
let serial = 0;
function list(rows: readonly (readonly Cell[])[], more: readonly string[] = []): Buffer {
  const head = ['统一社会信用代码', '单位名称', ...more, '工业总产值', '新产品产值', '从业人员'];
  return xlsxOf({ sheets: [{ name: `表${++serial}`, rows: rowsXml([['单位:千元'], head, ...rows]) }] });
}

async function sent(bytes: Buffer, given: Parameters<Office['import']>[2] | object = {}): Promise<Batch> {
  const batch = await office.import(bytes, `${serial}.xlsx`, { year, ...given });
  for (const question of batch.questions)
    for (const language of ['zh', 'en'] as const) {
      expect(questionText(question, language)).not.toMatch(/undefined|NaN|“”/);
      for (const choice of question.choices) expect(choiceText(choice, question, language)).not.toBe('');
    }
  return batch;
}

const only = ({ questions: [question, ...others] }: Batch): Batch['questions'][number] => {
  if (question === undefined || others.length > 0) throw new Error(`${others.length + 1} questions`);
  return question;
};
const units = (): readonly string[] =>
  office
    .read('units.list', { year, limit: 1000 })
    .units.map(({ name }) => name)
    .filter((name) => name !== '农安县');

/** Sends a file, answers its one question, and hands on what came of it; nothing of it stays. */
async function answered(
  bytes: Buffer,
  answer: string,
  look: (batch: Batch) => void | Promise<void>,
): Promise<void> {
  office.store.db.exec('BEGIN');
  try {
    const question = only(await sent(bytes));
    office.takeBack();
    office.store.db.exec('BEGIN');
    await look(await sent(bytes, { answers: { [question.id]: answer } }));
  } finally {
    office.takeBack();
  }
}

beforeAll(async () => {
  office.startYear(year);
  expect((await sent(list([[known.code, known.name, 1000, 300, 50]]))).outcome).toBe('committed');
});

describe('a unit of another county', () => {
  const foreign = [creditCodeIn('220221', 7), '永吉乙食品有限公司'] as const;

  it('among others is kept aside, which is said, until somebody says that it is of the county', async () => {
    const bytes = list([
      [...foreign, 9000, 300, 50],
      [creditCodeIn('220122', 8), '农安丙粮油有限公司', 5, 4, 3],
    ]);
    const entries = (): number =>
      office.store.db
        .prepare<[string], { entries: number }>('SELECT count(*) AS entries FROM entry WHERE unit = ?')
        .get(foreign[0])?.entries ?? -1;
    const batch = await sent(bytes);
    expect([batch.outcome, batch.questions, batch.rows.new, batch.rows.rejected]).toEqual([
      'committed',
      [],
      1,
      1,
    ]);
    expect(new Set(units())).toEqual(new Set([known.name, '农安丙粮油有限公司']));
    expect(entries()).toBe(0);
    const [notice] = office.read('import.get', { batch: batch.id }).notices;
    expect([notice?.kind, notice?.class, notice?.cell]).toEqual(['unit-elsewhere', 'C', 'A3']);
    const sentence = notice === undefined ? '' : noticeText(notice, 'zh');
    for (const word of [foreign[1], foreign[0], '220221', '吉林市永吉县', '农安县', '没有导入'])
      expect(sentence).toContain(word);
    const [answered] = batch.answered;
    expect([answered?.question.kind, answered?.answer]).toEqual(['unit-elsewhere', 'skip']);
    office.store.db.exec('BEGIN');
    const other = await office.answer(batch.id, { [answered?.question.id ?? '']: 'add' });
    expect([other.outcome, other.rows.rejected, entries()]).toEqual(['committed', 0, 1]);
    expect(other.answered.map(({ answer }) => answer)).toEqual(['add']);
    office.takeBack();
  });

  it('is taken once somebody says that it is of the county, and left out otherwise', async () => {
    const bytes = list([[...foreign, 9000, 300, 50]]);
    await answered(bytes, 'add', (batch) => {
      expect(batch.outcome).toBe('committed');
      expect(units()).toContain(foreign[1]);
    });
    await answered(bytes, 'skip', (batch) => {
      expect([batch.outcome, batch.rows.rejected]).toEqual(['committed', 1]);
      expect(units()).not.toContain(foreign[1]);
    });
  });

  it.each([
    ['220122', '220202', '昌邑区'],
    ['农安县', null, null],
    ['吉林市永吉县', '220221', '永吉县'],
    ['长春市', '220221', '永吉县'],
  ])('is told by the area that the file states first: %s', async (stated, area, place) => {
    const code = stated === '220122' ? creditCodeIn('220202', 31) : foreign[0];
    const batch = await sent(list([[code, '某某食品有限公司', stated, 1, 2, 3]], ['行政区划代码']), {
      newUnits: 'ask',
    });
    const question = only(batch);
    const isHere = stated === '220122' || area === null;
    expect(question.kind).toBe(isHere ? 'unit-unknown' : 'unit-elsewhere');
    if (!isHere)
      expect(question.details).toMatchObject({ area, place: expect.stringContaining(place ?? '') as string });
  });

  it.each([
    ['220101', 'the city of its county'],
    ['220192', 'a development zone of the city'],
    ['220000', 'the province'],
    ['100000', 'the nation'],
  ])('is not one whose code was issued by %s, %s', async (area) => {
    office.store.db.exec('BEGIN');
    expect((await sent(list([[creditCodeIn(area, 40), '农安丁建材有限公司', 1, 2, 3]]))).outcome).toBe(
      'committed',
    );
    office.takeBack();
  });

  it('of another province is one, whatever its code area is called', async () => {
    const question = only(await sent(list([[creditCodeIn('110105', 41), '北京戊科技有限公司', 1, 2, 3]])));
    expect(questionText(question, 'zh')).toContain('110105 (外省)');
    expect(questionText(question, 'en')).toContain('another province');
  });

  it('is not one of the same county under its code of before or after', async () => {
    const other = new Office(temporaryFolder());
    try {
      for (const [county, area] of [
        ['220113', '220181'],
        ['220113', '220113'],
      ] as const) {
        other.store.db.exec('BEGIN');
        other.step('workspace/start-year', {
          county: { code: county, name: '九台区' },
          year,
          demonstration: false,
        });
        const file = list([[creditCodeIn(area, 50), '九台己玉米有限公司', 1, 2, 3]]);
        expect((await other.import(file, 'a.xlsx', { year })).outcome).toBe('committed');
        const away = list([[creditCodeIn('220122', 51), '农安庚玉米有限公司', 1, 2, 3]]);
        expect(only(await other.import(away, 'b.xlsx', { year })).kind).toBe('unit-elsewhere');
        other.takeBack();
      }
    } finally {
      other.close();
    }
  });
});

describe('a code', () => {
  it('with a wrong check character is asked with what to do, and explained once it was added', async () => {
    const issued = '91220122M0000XUF4A';
    const form = xlsxOf({
      sheets: [
        {
          name: `表${++serial}`,
          rows: rowsXml([
            ['调查单位基本情况'],
            ['统一社会信用代码', '单位详细名称', '行政区划代码', '行业小类代码', '企业规模', '法定代表人'],
            [issued, '农安辛面粉有限公司', '220122', '1361', '3', '王某'],
          ]),
        },
      ],
    });
    const question = only(await sent(form));
    expect([question.kind, question.choices.map(({ code }) => code)]).toEqual([
      'unit-unknown',
      ['add', 'skip'],
    ]);
    expect(questionText(question, 'zh')).toContain('校验算法');
    expect(questionText(question, 'en')).toContain('check character');
    await answered(form, 'add', () => {
      const { findings } = office.read('findings.list', { year, unit: issued, limit: 100 });
      const own = findings.filter(({ finding }) => finding.rule === 'JC101-01-2');
      expect(own.map(({ finding }) => finding.class)).toEqual(['B']);
    });
  });

  it.each([[912201220000010000], ['9.12201220000010E+17']])(
    'that became the number %s is refused with the reason, and the unit asked by its name',
    async (code) => {
      const question = only(await sent(list([[code, known.name, 1, 2, 3]])));
      expect(question.kind).toBe('unit-suggested');
      expect(questionText(question, 'zh')).toMatch(/被表格软件改成了数 .*不能用/);
      expect(questionText(question, 'en')).toMatch(/has lost digits/);
      const unknown = only(await sent(list([[code, '农安壬运输有限公司', 1, 2, 3]])));
      expect([unknown.kind, unknown.choices]).toEqual(['unit-unknown', [{ code: 'skip' }]]);
    },
  );

  it('of nine characters is the unit whose credit code holds it', async () => {
    const batch = await sent(list([[known.code.slice(8, 17), known.name, 1000, 300, 50]]));
    expect([batch.outcome, batch.rows.same]).toEqual(['committed', 1]);
  });

  it('of an old licence is asked once, and known from then on', async () => {
    const licence = '220122000012345';
    const bytes = list([[licence, known.name, 1000, 300, 50]]);
    const { kind, choices } = only(await sent(bytes));
    expect([kind, choices.map(({ code }) => code)]).toEqual([
      'unit-suggested',
      [`match:${known.code}`, 'skip'],
    ]);
    await answered(bytes, `match:${known.code}`, async (batch) => {
      expect([batch.outcome, batch.rows.same]).toEqual(['committed', 1]);
      expect((await sent(list([[licence, known.name, 1000, 300, 50]]))).rows.same).toBe(1);
      // With the file goes what it taught: the licence is nobody's again.
      const { facts, keptFacts } = office.write('import.undo', { batch: batch.id });
      expect([facts, keptFacts]).toEqual([1, []]);
      expect(only(await sent(list([[licence, known.name, 1001, 300, 50]]))).kind).toBe('unit-suggested');
    });
  });
});

describe('a name', () => {
  it('under two codes in one file is asked: one unit, or two', async () => {
    const name = '农安癸制药有限公司';
    const [first, second] = [creditCodeIn('220122', 61), creditCodeIn('220122', 62)];
    const bytes = list([
      [first, name, 10, 9, 8],
      [second, name, 10, 9, 8],
    ]);
    const question = only(await sent(bytes));
    expect([question.kind, question.cell]).toEqual(['unit-namesake', 'A4']);
    await answered(bytes, 'add', () => {
      expect(units().filter((each) => each === name)).toHaveLength(2);
    });
    await answered(bytes, `match:${first}`, (batch) => {
      expect([batch.outcome, batch.rows.new, batch.rows.rejected]).toEqual(['committed', 1, 1]);
    });
  });

  it('of a branch is not that of its parent', async () => {
    const branch = list([[creditCodeIn('220122', 63), `${known.name}开安分公司`, 1, 2, 3]]);
    expect(only(await sent(branch, { newUnits: 'ask' })).kind).toBe('unit-unknown');
    const namesake = list([[creditCodeIn('220122', 64), known.name, 1, 2, 3]]);
    expect(only(await sent(namesake)).kind).toBe('unit-suggested');
  });

  it('that is new under a known code is asked, and becomes the name once it is said', async () => {
    const bytes = list([[known.code, '吉林新农装备集团股份有限公司', 1000, 300, 50]]);
    expect(only(await sent(bytes)).details).toMatchObject({ known: known.name });
    const named = () => {
      const [unit] = office.read('units.list', { year, search: known.code }).units;
      return [unit?.name, unit?.formerNames];
    };
    await answered(bytes, 'rename', (batch) => {
      expect(named()).toEqual(['吉林新农装备集团股份有限公司', [known.name]]);
      office.write('import.undo', { batch: batch.id });
      expect(named()).toEqual([known.name, []]);
    });
    await answered(bytes, 'rename', (batch) => {
      office.write('units.rename', { year, unit: known.code, name: '吉林新农集团有限公司' });
      const { keptFacts } = office.write('import.undo', { batch: batch.id });
      expect(keptFacts.map(({ name, fact }) => [name, fact])).toContainEqual([
        '吉林新农集团有限公司',
        'name',
      ]);
      expect(named()[0]).toBe('吉林新农集团有限公司');
    });
    await answered(bytes, 'keep', (batch) => {
      expect([batch.outcome, units()]).toEqual(['committed', expect.arrayContaining([known.name])]);
    });
  });

  it('of a unit that is not in the list can be said to be any unit of the directory', async () => {
    const batch = await sent(list([[creditCodeIn('220122', 65), '农安子运输有限公司', 7, 7, 7]]), {
      newUnits: 'ask',
    });
    const { id } = only(batch);
    const context = { store: office.store, edition: loadedEdition(), folder: office.folder, now: '' };
    const answer = (choice: string): unknown =>
      mergeAnswers(context, { batch: batch.id, answers: { [id]: choice } });
    expect(answer(`match:${known.name}`)).toMatchObject({ answers: { [id]: `match:${known.code}` } });
    expect(refusalOf(() => answer('match:没有这个单位'))?.code).toBe('unit.absent');
  });

  it('and a code that are two units’ is asked, in the program’s own workbook too', async () => {
    const other = [creditCodeIn('220122', 66), '农安丑化肥有限公司'] as const;
    office.store.db.exec('BEGIN');
    await sent(list([[...other, 1, 2, 3]]));
    const both = list([[known.code, known.name, other[0].slice(8, 17), 1, 2, 3]], ['组织机构代码']);
    const question = only(await sent(both));
    expect([question.kind, question.details['other']]).toEqual(['unit-disagrees', other[1]]);
    office.takeBack();
  });
});
