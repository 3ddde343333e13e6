import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { acts } from '#electron/store/acts.ts';
import { addAttachment } from '#electron/store/attachments.ts';
import { contract, type NamesOf } from '#shared/contract/contract.ts';
import { problemText } from '#shared/texts/problems.ts';
import { Office, ownYear, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const year = 2015;
const office = new Office(temporaryFolder());
afterAll(() => office.close());
const [one, two] = [soundUnit(0), soundUnit(1)];
const place = { year, unit: one.id, return: 'JC102' };
const own = ownYear(one.returns[2015]?.JC102 ?? {});

/** A list with one enterprise and its figures, by the names of the items. */
const listFor = (unit: { id: string; name: string }, figures: Readonly<Record<string, number>>): Buffer =>
  xlsxOf({
    sheets: [
      {
        rows: rowsXml([
          [`${year}年度,单位:千元`],
          ['统一社会信用代码', '单位名称', ...Object.keys(figures)],
          [unit.id, unit.name, ...Object.values(figures)],
        ]),
      },
    ],
  });
const figures = (output: number) => ({ 工业总产值: output, 新产品产值: 100, 从业人员: 50 });
const outputOf = (unit: string): unknown =>
  office.read('filing.get', { ...place, unit }).cells.find((cell) => cell.key === '01')?.value;
const sign = (): void => {
  office.write('filing.acceptClean', { year });
  office.explainAll(year);
  office.write('round.signoff', { year, role: 'statistics-head', name: '王统计', missingReason: '停产' });
};

beforeAll(() => {
  office.startYear(year);
  office.file(one, year);
  office.add(two, year);
  attach();
});

/** A document that goes with a finding of the first unit. */
const [attached, sha256] = ['one', '0'.repeat(64)];
const attach = (): void =>
  void addAttachment(office.store, year, {
    finding: attached,
    sha256,
    unit: one.id,
    return: 'JC102',
    rule: 'JC102-Y2-01',
    name: '更正函.pdf',
    size: 1,
    at: '2016-03-01T08:00:00.000Z',
    actor: '张填表',
  });

type Write = NamesOf<'writes'>;
/** What each write would be asked; those that a frozen year refuses, and those that it never stops. */
const asked: Readonly<Record<Write, () => object>> = {
  'filing.set': () => ({ ...place, cells: { '36': '1' } }),
  'filing.correct': () => ({ ...place, cells: { '36': '1' }, basis: 'letter' }),
  'filing.confirm': () => place,
  'filing.move': () => ({ ...place, act: 'unaccept' }),
  'filing.acceptClean': () => ({ year }),
  'finding.explain': () => ({
    year,
    finding: office.read('findings.list', { year, class: 'C' }).findings[0]?.finding.id,
    category: '核实无误',
    text: '五月起停产检修',
  }),
  'attachment.remove': () => ({ year, finding: attached, sha256 }),
  'import.commit': () => ({ batch: batchIn('staged') }),
  'import.undo': () => ({ batch: batchIn('committed') }),
  'units.add': () => ({ year, code: soundUnit(2).id, name: soundUnit(2).name }),
  'units.rename': () => ({ year, unit: one.id, name: '新名' }),
  'units.move': () => ({ year, unit: one.id, area: '220183' }),
  'units.close': () => ({ year, unit: one.id, status: '2' }),
  'units.merge': () => ({ year, unit: two.id, into: one.id }),
  'obligations.add': () => ({ ...place, return: 'JC103' }),
  'obligations.drop': () => place,
  'import.discard': () => ({ batch: batchIn('staged') }),
  'import.forget': () => ({ recipe: batchIn('committed') }),
  'workspace.officers': () => ({ office: '局', clerk: '张', statisticsHead: '王', officeHead: '李' }),
  'workspace.preferences': () => ({ language: 'en' }),
  'round.signoff': () => ({ year, role: 'office-head', name: '李局长' }),
  'round.reopen': () => ({ year, reason: '更正' }),
  'round.delivered': () => ({ year, on: '2016-03-25', to: '市局' }),
};
const never: readonly Write[] = [
  'import.discard',
  'import.forget',
  'workspace.officers',
  'workspace.preferences',
  'round.signoff',
  'round.reopen',
];
const batchIn = (outcome: string): string =>
  office.read('import.list', { year }).batches.find((batch) => batch.outcome === outcome)?.id ?? '';

describe('a frozen year', () => {
  it('refuses every act on its filings, findings and directory, and nothing else', async () => {
    const first = await office.import(listFor(two, figures(5000)), '先到.xlsx', { year });
    expect(first.outcome).toBe('committed');
    office.write('filing.move', { year, unit: two.id, return: 'JC102', act: 'aside', reason: '待核' });
    sign();
    const late = await office.import(listFor(two, figures(6000)), '迟到.xlsx', { year });
    expect(late.outcome).toBe('questions');
    const staged = await office.import(listFor(soundUnit(3), figures(700)), '迟到的新单位.xlsx', { year });
    expect(staged.outcome).toBe('staged');
    const writes = Object.entries(contract).flatMap(([name, { effect }]) =>
      effect === 'writes' ? [name as Write] : [],
    );
    const refused = writes.map((name) =>
      office.trial(() => {
        const log = acts(office.store, year).length;
        const refusal = refusalOf(() => office.write(name, asked[name]()));
        if (refusal !== null) expect(acts(office.store, year)).toHaveLength(log);
        return [name, refusal?.code ?? null];
      }),
    );
    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries(
        writes.map((name) => {
          // Nothing of a frozen year is left to accept, and it was not sealed yet.
          const own = { 'filing.acceptClean': null, 'round.delivered': 'round.state' }[name as string];
          return [name, own !== undefined ? own : never.includes(name) ? null : 'round.frozen'];
        }),
      ),
    );
    const refusal = refusalOf(() => office.write('filing.set', asked['filing.set']()));
    expect(refusal === null ? '' : problemText(refusal, 'zh')).toMatch(/已冻结.*重新打开/);
  });
});

describe('files that arrive late', () => {
  it('are kept as far as staged while the year is frozen, and committed once it is open again', async () => {
    const unit = soundUnit(4);
    const batch = await office.import(listFor(unit, figures(800)), '迟到二.xlsx', { year });
    expect(batch.outcome).toBe('staged');
    expect(() => outputOf(unit.id)).toThrow();
    office.write('round.reopen', { year, reason: '企业迟报', role: 'statistics-head', name: '王统计' });
    expect(office.write('import.commit', { batch: batch.id }).batch.outcome).toBe('committed');
    expect(outputOf(unit.id)).toBe(800);
    expect(office.state(unit.id, 'JC102', year)).toBe('draft');
  });

  it('stay staged, too, where the year was opened again for other filings only', async () => {
    const empty = [...loadedEdition().fields('JC102').values()].find(
      (field) => field.type === 'number' && field.unit === '千元' && own[field.code] === undefined,
    );
    const sent = {
      工业总产值: own['01'] as number,
      新产品产值: own['02'] as number,
      [empty?.name.zh ?? '']: 7,
    };
    const batch = await office.import(listFor(one, sent), '补数.xlsx', { year });
    expect(batch).toMatchObject({ outcome: 'staged', rows: { changed: 1 } });
    expect(office.read('filing.get', place).cells.some((cell) => cell.key === empty?.code)).toBe(false);
    expect(office.state(one.id, 'JC102', year)).toBe('accepted');
    const refusal = refusalOf(() => office.write('import.commit', { batch: batch.id }));
    expect(refusal?.code).toBe('round.not-unlocked');
  });
});
