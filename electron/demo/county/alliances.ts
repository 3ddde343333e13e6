import {
  area,
  codesOf,
  document,
  enterprise,
  filesIn,
  row,
  type DemoRecord,
  type Enterprise,
  type Values,
} from './profile.ts';
/** The alliances of the county: name, kind, industry, and the number of the enterprise that leads. */
export const alliances = [
  { name: '九台玉米精深加工产业技术创新战略联盟', kind: '1', industry: '2', lead: 0, members: [16, 32, 48] },
  { name: '卡伦汽车零部件产业技术创新战略联盟', kind: '1', industry: '1', lead: 4, members: [1, 17, 33] },
  { name: '东湖中药现代化产业技术创新联盟', kind: '2', industry: '5', lead: 8, members: [2, 18, 34, 50] },
  { name: '龙嘉新材料产业技术创新联盟', kind: '2', industry: '3', lead: 12, members: [5, 13, 21, 29] },
  { name: '吉林生物质能源产业技术创新战略联盟', kind: '1', industry: '4', lead: 20, members: [6, 22] },
  { name: '九台光电企业协作联盟', kind: '3', industry: '9', lead: 10, members: [26, 42] },
] as const;

/** The alliance whose joint project an enterprise undertakes. */
export function allianceOf(index: number): string | null {
  return alliances.find(({ lead }) => lead === index)?.name ?? null;
}

/** JC105 of the enterprise that leads an alliance: the alliance, and its members below it. `projects`: its own, of the year. */
export function allianceRows(
  unit: Enterprise,
  year: number,
  projects: readonly DemoRecord[],
  seed: number,
): readonly DemoRecord[] {
  const alliance = alliances.find(({ lead }) => lead === unit.index);
  if (alliance === undefined) return [];
  const joint = projects.filter(({ cells }) => cells['19'] === alliance.name);
  const present = [unit, ...alliance.members.map((index) => enterprise(index, seed))].filter((each) =>
    filesIn(each, year),
  );
  const member = (number: number, cells: Values): DemoRecord => ({
    table: 'JC105M',
    key: `M/1/${number}`,
    cells,
    parent: alliance.name,
  });
  const university = codesOf('4', 8_100_000).organisationCode;
  const founded = 2010 + (unit.index % 3);
  return [
    row('JC105', 1, {
      '01': alliance.name,
      '02': alliance.kind,
      '03': alliance.industry,
      '04': unit.id,
      '05': founded * 100 + 5,
      '06': document('吉科发计', founded, 60 + unit.index),
      '07': alliance.kind === '1' ? '2' : '3',
      '08': present.length,
      '09': 1,
      '10': 1,
      '11': 0,
      '12': present.length + 1,
      '13': true,
      '14': true,
      '15': joint.length,
      '16': joint.reduce((sum, { cells }) => sum + Number(cells['12']), 0),
      '17': 2 + (unit.index % 3),
      '17a': 3 + (unit.index % 4),
    }),
    ...present.map((each, at) =>
      member(at + 1, {
        '01': each.id,
        '02': each.organisationCode,
        '03': '1',
        '04': area(year),
        '05': at === 0 ? '1' : '2',
      }),
    ),
    member(8, { '01': university, '02': university, '03': '2', '04': area(year), '05': '2' }),
    member(9, {
      '01': '外部:吉林省农业科学院',
      '02': codesOf('4', 9_000_001).organisationCode,
      '03': '3',
      '04': '220106',
      '05': '2',
    }),
  ];
}
