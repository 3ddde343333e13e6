import { afterAll, beforeAll, expect, it } from 'vitest';
import { findingText } from '#shared/texts/findings.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const unit = soundUnit(0);
let office: Office;

beforeAll(() => {
  office = new Office(temporaryFolder());
  office.startYear(year);
  office.file(unit, year);
  office.write('obligations.add', { year, unit: unit.id, return: 'JC105' });
  const { added } = office.write('filing.set', {
    ...{ year, unit: unit.id, return: 'JC105' },
    rows: ['玉米联盟', '农机联盟'].map((name) => ({ table: 'JC105', cells: { '01': name, '06': '无号' } })),
  });
  office.write('filing.set', {
    ...{ year, unit: unit.id, return: 'JC105' },
    rows: [{ table: 'JC105M', parent: added[0], cells: { '01': unit.id } }],
  });
});
afterAll(() => office.close());

const textsOf = (table: string, language: 'zh' | 'en' = 'zh') =>
  office
    .read('findings.list', { year, unit: unit.id, limit: 1000 })
    .findings.filter(({ finding }) => finding.rule.startsWith(`${table}-`))
    .map(({ finding, words }) => findingText(finding, words, language));

it('a finding of a row says which: by its name, or that of the unit it is about', () => {
  const sentences = textsOf('JC105').map(({ sentence }) => sentence);
  for (const name of ['玉米联盟', '农机联盟']) {
    expect(sentences).toContain(`“${name}”:“成立时间”没有填写。`);
    // A rule of the form as a whole is about no row.
    expect(sentences.filter((sentence) => sentence.includes(name)).length).toBeGreaterThan(3);
  }
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(textsOf('JC105', 'en').map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/^“玉米联盟”: “/),
  );
  expect(textsOf('JC105M').every(({ sentence }) => sentence.includes(unit.name))).toBe(true);
});

it('a query sheet says it too', () => {
  const [sheet] = office.read('query.list', { year, unit: unit.id }).sheets;
  expect(sheet?.items.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('“农机联盟”:'));
});

it('what is missing is a zero only where it is a number', () => {
  const advices = new Map(textsOf('JC105').map(({ sentence, advice }) => [sentence, advice]));
  expect(advices.get('“农机联盟”:“成立时间”没有填写。')).toBe('请向企业核实后填写。');
  const ofNumbers = [...advices].filter(([, advice]) => advice.includes('填 0'));
  expect(ofNumbers.length).toBeGreaterThan(0);
});
