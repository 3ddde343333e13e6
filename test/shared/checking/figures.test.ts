import { describe, expect, it } from 'vitest';
import { isStale } from '#shared/checking/explanation.ts';
import { found, sentences, unitWith } from '#test/fixtures/registers.ts';

const owner = unitWith('甲', { JC102: { '': { '15': 3, '12': 100 } } });
const projects = (...expenditure: readonly (number | null)[]) =>
  unitWith('乙', {
    JC104: Object.fromEntries(
      expenditure.map((amount, index) => [
        `/${index + 1}`,
        { '05': '甲', ...(amount === null ? {} : { '12': amount }) },
      ]),
    ),
  });

describe('what a finding keeps of the rows that it counted', () => {
  it('is the count itself, so that an explanation goes stale when a row comes in elsewhere', () => {
    const [one] = found([owner, projects(10)], 'JC102-15-1');
    const [again] = found([owner, projects(20)], 'JC102-15-1');
    const [two] = found([owner, projects(10, 10)], 'JC102-15-1');
    expect(one?.operands.map(({ name, value }) => [name, value])).toEqual([
      ['15', 3],
      ['计数(JC104 全县 其中 05=本单位)', 1],
    ]);
    expect(isStale(one?.operands ?? [], again?.operands ?? [])).toBe(false);
    expect(isStale(one?.operands ?? [], two?.operands ?? [])).toBe(true);
  });

  it('is the sum of what is filled in, where a blank may add to it', () => {
    const unit = unitWith('甲', { JC102: { '': { '12': 100 } }, JC104: {} });
    const [finding] = found([unit, projects(90, 20, null)], 'JC104-12-2');
    expect(finding?.operands.find(({ name }) => name.startsWith('求和'))?.value).toBe(110);
    expect(found([unit, projects(90, null)], 'JC104-12-2')).toEqual([]);
  });
});

describe('the directory', () => {
  it('is asked with the whole county at hand', () => {
    const platform = (host: string) => unitWith('甲', { JC103: { '/1': { '04': host } } });
    const other = unitWith('乙', {});
    expect(found([platform('乙'), other], 'PK000-1')).toEqual([]);
    expect(found([platform('外部:吉林大学'), other], 'PK000-1')).toEqual([]);
    expect(found([platform('丙'), other], 'PK000-1')).toHaveLength(1);
  });
});

describe('names of rows that nearly agree', () => {
  const named = (unit: string, names: readonly string[], state: 'accepted' | 'draft') =>
    unitWith(
      unit,
      { JC104: Object.fromEntries(names.map((name, index) => [`/${index + 1}`, { '02': name }])) },
      { state },
    );
  const name = '高性能碳纤维原丝制备关键技术';

  it('are found within a filing that is not accepted yet, but not in drafts of others', () => {
    const twice = named('甲', [name, `${name}。`, '人参皂苷提取工艺'], 'draft');
    expect(found([twice], 'JC104-02-1').map(({ record }) => record)).toEqual(['/1', '/2']);
    const apart = [named('甲', [name], 'draft'), named('乙', [`${name}研究`.slice(0, -1)], 'draft')];
    expect(found(apart, 'JC104-02-1')).toEqual([]);
    expect(found([apart[0] ?? twice, named('乙', [name], 'accepted')], 'JC104-02-1')).toHaveLength(1);
  });

  it('are told with the other name and whose it is, so that an explanation holds for these two alone', () => {
    const county = [named('甲', [name], 'accepted'), named('乙', [`${name}研究`.slice(0, -1)], 'accepted')];
    const [first, second] = found(county, 'JC104-02-1');
    expect([first, second].map((finding) => finding && sentences(finding)[0])).toEqual([
      `“${name}”与“乙”填报的项目“${name}研”名称近似。`,
      `“${name}研”与“甲”填报的项目“${name}”名称近似。`,
    ]);
    const [other] = found([...county.slice(0, 1), named('丙', [`${name}二`], 'accepted')], 'JC104-02-1');
    expect(isStale(first?.operands ?? [], other?.operands ?? [])).toBe(true);
  });

  it('of units are told with the name and code of the other', () => {
    const called = (id: string, unitName: string, code: string) => ({
      ...unitWith(id, { JC101: { '': { '03': unitName } } }),
      facts: { 类型: '企业', 状态: '1', 名称: unitName, 代码: code },
    });
    const [finding] = found(
      [
        called('u1', '农安县北方玉米科技有限公司', 'A1'),
        called('u2', '农安县北方玉米科技股份有限公司', 'B2'),
      ],
      'JC101-03-2',
    );
    expect(finding && sentences(finding)).toEqual([
      '“农安县北方玉米科技有限公司”与名录中的“农安县北方玉米科技股份有限公司 B2”名称近似。',
      '“农安县北方玉米科技有限公司” is nearly the name of “农安县北方玉米科技股份有限公司 B2” in the directory.',
    ]);
  });
});
