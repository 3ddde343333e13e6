import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { wideFindings, wideFindingsOf } from '#electron/operations/county.ts';
import { noteChange } from '#electron/store/changes.ts';
import { openReadable } from '#electron/store/open.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { Office, reason, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = new Office(temporaryFolder());
const reader = openReadable(office.folder);
afterAll(() => {
  reader.db.close();
  office.close();
});
const [first, second, third] = [soundUnit(0), soundUnit(1), soundUnit(2)];
const units = [first, second, third];

const seenBy = (store: typeof reader) => ({
  store,
  edition: loadedEdition(),
  folder: office.folder,
  now: '2016-03-01T08:00:00.000Z',
});
const brief = ({ id, rule, unit, record }: Finding): string => `${rule} ${unit} ${record} ${id}`;
const whole = (store = reader): readonly string[] =>
  wideFindings(seenBy(store), year).findings.map(brief).sort();
/** What each unit is told after an edit, by the writer. */
const alone = (): readonly string[] =>
  units.flatMap(({ id }) => wideFindingsOf(seenBy(office.store), year, id).map(brief)).sort();
const ofUnits = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => units.some(({ id }) => line.includes(id)));

const addRow = (unit: string, returnCode: string, cells: Readonly<Record<string, string>>): string => {
  const { added } = office.write('filing.set', {
    year,
    unit,
    return: returnCode,
    rows: [{ table: returnCode, cells }],
  });
  return added[0] ?? '';
};

beforeAll(() => {
  office.startYear(year);
  for (const unit of units) office.file(unit, year);
  for (const unit of units) {
    for (const code of ['JC103', 'JC104'])
      office.write('obligations.add', { year, unit: unit.id, return: code });
    addRow(unit.id, 'JC104', {
      '01': '一号项目',
      '02': `${unit.name}的项目`,
      '03': '01',
      '05': unit.id,
      '13': '5',
    });
    addRow(unit.id, 'JC103', {
      '01': '某某',
      '02': '01',
      '04': unit.id,
      '06': '吉科发〔2013〕12号',
      '08': '2',
    });
  }
});

describe('the rules of the county, for one unit', () => {
  const steps: readonly (readonly [string, () => unknown])[] = [
    ['as it was filed', () => null],
    [
      'after a figure was typed',
      () =>
        office.write('filing.set', {
          year,
          unit: first.id,
          return: 'JC102',
          cells: { '15': '3', '39': '77' },
        }),
    ],
    [
      'after a row was added',
      () =>
        addRow(second.id, 'JC104', {
          '01': '一号项目',
          '02': `${first.name}的项目`,
          '03': '01',
          '05': first.id,
          '13': '9',
        }),
    ],
    ['after filings were accepted', () => accept(second.id, 'JC104')],
    ['after those of another return were', () => accept(third.id, 'JC103')],
    [
      'after one was taken back',
      () => office.write('filing.move', { year, unit: second.id, return: 'JC104', act: 'unaccept', reason }),
    ],
    ['after one was accepted again', () => accept(second.id, 'JC104')],
    [
      'after an accepted one was corrected',
      () =>
        office.write('filing.correct', {
          year,
          unit: second.id,
          return: 'JC104',
          rows: [{ record: '/1', cells: { '13': '1' } }],
          basis: 'letter',
        }),
    ],
    [
      'after a unit was renamed',
      () => office.write('units.rename', { year, unit: third.id, name: `${first.name}` }),
    ],
  ];
  const accept = (unit: string, returnCode: string): void => {
    // Whatever its rules say: what counts here is that it counts.
    office.store.db
      .prepare("UPDATE filing SET state = 'accepted' WHERE year = ? AND unit = ? AND return = ?")
      .run(year, unit, returnCode);
    noteChange(office.store, `${year}/${returnCode}`);
  };

  it.each(steps)('finds what a pass over the county finds: %s', (_, step) => {
    step();
    const lines = ofUnits(whole());
    expect(alone()).toEqual(lines);
    expect(lines.length).toBeGreaterThan(3);
  });

  it('forgets what was taken back', () => {
    const before = whole();
    const kept = alone();
    office.trial(() => {
      accept(first.id, 'JC104');
      accept(first.id, 'JC103');
      expect(alone()).toEqual(ofUnits(whole(office.store)));
      expect(alone()).not.toEqual(kept);
    });
    noteChange(office.store, 'all');
    expect(alone()).toEqual(kept);
    expect(whole(office.store)).toEqual(before);
  });

  it('is explained by its id, wherever the finding comes from', () => {
    office.write('filing.set', { year, unit: first.id, return: 'JC102', cells: { '12': '9000000' } });
    const all = office.read('findings.list', { year, limit: 1000 }).findings;
    const open = all.filter(({ finding }) => ['B', 'C'].includes(finding.class));
    const wide = new Set(wideFindings(seenBy(office.store), year).findings.map(({ id }) => id));
    for (const isWide of [true, false]) {
      const item = open.find(({ finding }) => wide.has(finding.id) === isWide && finding.unit !== '');
      if (item === undefined) throw new Error('nothing to explain');
      const { finding } = office.write('finding.explain', {
        year,
        finding: item.finding.id,
        category: '核实无误',
        text: reason,
      });
      expect(finding.finding).toEqual(item.finding);
    }
    const ofCounty = open.find(({ finding }) => finding.unit === '');
    if (ofCounty !== undefined)
      expect(
        office.write('finding.explain', {
          year,
          finding: ofCounty.finding.id,
          category: '核实无误',
          text: reason,
        }).finding.finding.unit,
      ).toBe('');
  });
});

describe('a reader', () => {
  it('keeps the findings of the county until something is committed', () => {
    const context = seenBy(reader);
    const known = wideFindings(context, year);
    expect(wideFindings(context, year)).toBe(known);
    office.write('filing.set', { year, unit: first.id, return: 'JC102', cells: { '15': '4' } });
    expect(wideFindings(context, year)).not.toBe(known);
  });

  it('keeps nothing on a connection that can write', () => {
    const context = seenBy(office.store);
    expect(wideFindings(context, year)).not.toBe(wideFindings(context, year));
  });
});
