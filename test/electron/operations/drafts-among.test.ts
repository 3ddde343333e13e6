import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { loadedEdition } from '#electron/edition.ts';
import { wideFindings, wideFindingsOf } from '#electron/operations/county.ts';
import { preparing } from '#electron/operations/prepared.ts';
import { noteChange } from '#electron/store/changes.ts';
import { openReadable } from '#electron/store/open.ts';
import { recordsOf } from '#electron/store/records.ts';
import { oblige } from '#electron/store/rounds.ts';
import { tableOf } from '#shared/values/record.ts';
import type { FilingState } from '#shared/values/states.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
const reader = openReadable(office.folder);
afterAll(() => {
  reader.db.close();
  office.close();
});
const units = [0, 1, 2, 3].map(soundUnit);
const [one, two, member, other] = units.map(({ id }) => id) as [string, string, string, string];
const base = '农安玉米深加工基地';

const seenBy = (store: typeof reader) => ({
  store,
  edition: loadedEdition(),
  folder: office.folder,
  now: '2016-03-01T08:00:00.000Z',
});
/** What the writer tells of each unit after an edit, and what a pass over the county finds, also from nothing. */
function found(rules = /./): readonly string[] {
  const brief = ({ id, rule, unit, operands }: ReturnType<typeof wideFindingsOf>[number]): string =>
    `${unit} ${rule} ${id} ${JSON.stringify(operands)}`;
  const all = (store: typeof reader): readonly string[] =>
    wideFindings(seenBy(store), year).findings.flatMap((item) => (item.unit === '' ? [] : [brief(item)]));
  const edited = units.flatMap(({ id }) => wideFindingsOf(seenBy(office.store), year, id).map(brief)).sort();
  expect([...all(reader)].sort()).toEqual(edited);
  const fresh = openReadable(office.folder);
  expect([...all(fresh)].sort()).toEqual(edited);
  fresh.db.close();
  return edited
    .map((line) => line.split(' '))
    .filter(([, rule = '']) => rules.test(rule))
    .map(([unit, rule]) => `${unit ?? ''} ${rule ?? ''}`);
}

/** Whatever its rules say. */
function put(unit: string, returnCode: string, state: FilingState): void {
  office.store.db
    .prepare('UPDATE filing SET state = ? WHERE year = ? AND unit = ? AND return = ?')
    .run(state, year, unit, returnCode);
  noteChange(office.store, `${year}/${returnCode}`);
}
const set = (unit: string, returnCode: string, cells: Readonly<Record<string, string>>): void =>
  void office.write('filing.set', { year, unit, return: returnCode, cells });

beforeAll(() => {
  office.startYear(year);
  for (const unit of units) office.file(unit, year);
  // An enterprise that runs a base too.
  for (const unit of [one, two]) oblige(office.store, year, unit, 'JC106', '2016-03-01T08:00:00.000Z');
});

describe('a base that two operators file, both as drafts', () => {
  const twice = /^JC106-01-1$/;
  const both = [`${one} JC106-01-1`, `${two} JC106-01-1`].sort();

  it("is nobody's twice while neither has said which base it is", () => {
    for (const unit of [one, two]) set(unit, 'JC106', { '10': '100' });
    expect(found(twice)).toEqual([]);
  });

  it('is told to both before either is accepted', () => {
    set(one, 'JC106', { '01': base });
    expect(found(twice)).toEqual([]);
    set(two, 'JC106', { '01': base });
    expect(found(twice)).toEqual(both);
  });

  it('is accepted of neither, one by one or all at once', () => {
    office.write('filing.acceptClean', { year });
    expect([one, two].map((unit) => office.state(unit, 'JC106', year))).toEqual(['draft', 'draft']);
  });

  it('is told to none once one of them is set aside, exempted or renamed', () => {
    for (const state of ['aside', 'exempt', 'due'] as const) {
      put(two, 'JC106', state);
      expect(found(twice)).toEqual([]);
      put(two, 'JC106', 'draft');
      expect(found(twice)).toEqual(both);
    }
    set(two, 'JC106', { '01': `${base}二期` });
    expect(found(twice)).toEqual([]);
    set(two, 'JC106', { '01': base });
    expect(found(twice)).toEqual(both);
  });

  it('is told to the draft alone once the other is accepted', () => {
    put(one, 'JC106', 'accepted');
    expect(found(twice)).toEqual([`${two} JC106-01-1`]);
    put(one, 'JC106', 'draft');
    expect(found(twice)).toEqual(both);
  });

  it('is not told of a transaction that was taken back', () => {
    office.trial(() => {
      set(two, 'JC106', { '01': `${base}三期` });
      expect(wideFindingsOf(seenBy(office.store), year, one).map(({ rule }) => rule)).not.toContain(
        'JC106-01-1',
      );
    });
    expect(found(twice)).toEqual(both);
  });
});

describe('the sum over the enterprises of a base', () => {
  const sums = /^JC106-10-1$/;

  it('has those whose figures count, whatever the state of the form that says where they are', () => {
    for (const unit of [member, other]) {
      set(unit, 'JC101', { '24': base });
      put(unit, 'JC101', 'draft');
      put(unit, 'JC102', 'draft');
    }
    // Those that may be of any base would leave the sum open.
    for (const unit of [one, two]) set(unit, 'JC101', { '24': '别处' });
    put(two, 'JC106', 'aside');
    const output = Number(soundUnit(2).returns[2015]?.JC102['01']);
    set(one, 'JC106', { '10': String(output) });
    expect(found(sums)).toEqual([`${one} JC106-10-1`]);
    put(member, 'JC102', 'accepted');
    expect(found(sums)).toEqual([]);
    put(member, 'JC101', 'accepted');
    expect(found(sums)).toEqual([]);
    put(member, 'JC101', 'exempt');
    expect(found(sums)).toEqual([`${one} JC106-10-1`]);
  });

  it('follows a draft that says the enterprise is elsewhere', () => {
    put(member, 'JC101', 'draft');
    expect(found(sums)).toEqual([]);
    set(member, 'JC101', { '24': '别处' });
    expect(found(sums)).toEqual([`${one} JC106-10-1`]);
    set(member, 'JC101', { '24': base });
    expect(found(sums)).toEqual([]);
  });
});

describe('what is found at an edit', () => {
  const states: readonly FilingState[] = ['draft', 'accepted', 'nil', 'exempt', 'aside', 'due'];

  it('is what a pass over the county finds, whatever the states of the filings it looks at', () => {
    const seen = new Set<string>();
    for (const [at, unit, returnCode] of [
      [0, one, 'JC106'],
      [1, two, 'JC106'],
      [2, member, 'JC101'],
      [3, member, 'JC102'],
      [4, other, 'JC101'],
      [5, other, 'JC102'],
    ] as const)
      for (const step of states.keys()) {
        // What was made ready beforehand is forgotten like everything else.
        if (step === 2) expect([...preparing(seenBy(office.store))].length).toBeGreaterThan(0);
        put(unit, returnCode, states[(step + at) % states.length] ?? 'draft');
        seen.add(found().join());
      }
    expect(seen.size).toBeGreaterThan(6);
  });
});

interface Register {
  readonly return: string;
  readonly table: string;
  readonly rule: string;
  /** Cells that no other row may have all the same. */
  readonly says: Readonly<Record<string, string>>;
  readonly other: Readonly<Record<string, string>>;
}

const registers: readonly Register[] = [
  {
    return: 'JC103',
    table: 'JC103',
    rule: 'JC103-01-2',
    says: { '01': '甲中心', '06': '吉科发〔2013〕12号' },
    other: { '06': '吉科发〔2014〕3号' },
  },
  {
    return: 'JC104',
    table: 'JC104',
    rule: 'JC104-01-1',
    says: { '01': '20150101', '03': '03' },
    other: { '01': '20150102' },
  },
  {
    return: 'JC105',
    table: 'JC105',
    rule: 'JC105-01-1',
    says: { '01': '农机装备产业技术创新战略联盟' },
    other: { '01': '玉米加工联盟' },
  },
  {
    return: 'JC108',
    table: 'JC108A',
    rule: 'JC108A-01-1',
    says: { '01': '王伟', '02': '1234', '04': '01' },
    other: { '02': '5678' },
  },
  {
    return: 'JC108',
    table: 'JC108B',
    rule: 'JC108B-01-1',
    says: { '01': '王伟', '01a': '1234', '03': one, '05': '201503' },
    other: { '05': '201509' },
  },
  {
    return: 'JC109',
    table: 'JC109B',
    rule: 'JC109B-03-1',
    says: { '01': '1', '03': '12345' },
    other: { '03': '12346' },
  },
];

const change = (unit: string, returnCode: string, rows: readonly object[], removed: readonly string[] = []) =>
  office.write('filing.set', {
    ...{ year, unit, return: returnCode, rows },
    removed: removed.map((record) => ({ record })),
  }).added;
const add = (unit: string, { return: code, table }: Register, cells: Readonly<Record<string, string>>) =>
  change(unit, code, [{ table, cells }])[0] ?? '';

describe.each(registers)('a row of $table that two units have, both as drafts', (register) => {
  const { return: code, rule, says, other: differs } = register;
  const only = new RegExp(`^${rule}$`);
  const both = [`${one} ${rule}`, `${two} ${rule}`].sort();
  const [first] = Object.keys(says) as [string];
  let row = '';

  it('is told to both before either is accepted', () => {
    for (const unit of [one, two]) {
      oblige(office.store, year, unit, code, '2016-03-01T08:00:00.000Z');
      add(unit, register, { ...says, [first]: '' });
    }
    expect(found(only)).toEqual([]);
    add(one, register, says);
    expect(found(only)).toEqual([]);
    row = add(two, register, says);
    expect(found(only)).toEqual(both);
  });

  it('is told to none while one of them says something else', () => {
    change(two, code, [{ record: row, cells: differs }]);
    expect(found(only)).toEqual([]);
    change(two, code, [{ record: row, cells: says }]);
    expect(found(only)).toEqual(both);
  });

  it('is told to the draft alone once the other is accepted', () => {
    put(one, code, 'accepted');
    expect(found(only)).toEqual([`${two} ${rule}`]);
    put(one, code, 'draft');
    change(two, code, [], [row]);
    expect(found(only)).toEqual([]);
  });
});

describe('edits of registers in any order', () => {
  it.each([1, 2, 3])('find what a pass over the county finds: %i', (seed) => {
    const chance = new Chance(seed);
    const seen = new Set<string>();
    for (const unit of units)
      for (const { return: code } of registers)
        oblige(office.store, year, unit.id, code, '2016-03-01T08:00:00.000Z');
    for (let step = 0; step < 40; step++) {
      const { id } = chance.one(units);
      const register = chance.one(registers);
      const { return: code, says, other: differs } = register;
      const work = (): void => {
        put(id, code, 'draft');
        const cells = { ...chance.one([says, says, { ...says, ...differs }]) };
        const rows = recordsOf(office.store, year, id).filter(
          ({ return: own, key, cells: filled }) =>
            own === code && tableOf(code, key) === register.table && Object.keys(filled).length > 0,
        );
        const { key } = rows.length === 0 ? { key: null } : chance.one(rows);
        if (key === null || chance.next() < 0.4) add(id, register, cells);
        else if (chance.next() < 0.3) change(id, code, [], [key]);
        else
          change(id, code, [
            { record: key, cells: { ...cells, ...(chance.next() < 0.3 ? { '01': '' } : {}) } },
          ]);
      };
      if (chance.next() < 0.15) office.trial(work);
      else if (chance.next() < 0.25) put(id, code, chance.one(['draft', 'accepted', 'nil', 'aside', 'due']));
      else work();
      seen.add(found(/^JC10[3-9].?-0[13]-[12]$/).join());
    }
    expect(seen.size).toBeGreaterThan(5);
  });
});
