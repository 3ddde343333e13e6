import { document, row, type DemoRecord, type Enterprise, type Values } from './profile.ts';
import { isActive, projectKey, type Project } from './projects.ts';

/** JC108A of an enterprise: who was chosen for a programme, from that year on. */
export function talentRows(
  unit: Enterprise,
  year: number,
  projects: readonly Project[],
): readonly DemoRecord[] {
  const { index } = unit;
  // Among the largest, each year one of each programme; students' firms among the small.
  const turn = Math.floor(index / 2);
  const programme =
    index % 25 === 1 && index >= 24
      ? '04'
      : index >= 24
        ? null
        : index % 2 === 0
          ? '01'
          : (['02a', '02b', '03'][Math.floor(turn / 4)] ?? null);
  if (programme === null) return [];
  const joint = projects.find((project) => isActive(project, year));
  const chosen = 2012 + (turn % 4);
  if (chosen > year) return [];
  const cells = talentCells(programme, {
    name: unit.person(6),
    card: String(1000 + ((index * 97) % 9000)),
    unit: unit.id,
    chosen: chosen * 100 + 9,
    field: unit.trade.field,
    invited: index % 4 === 0,
    number: index,
  });
  return [row('JC108A', 1, { ...cells, ...(joint === undefined ? {} : { '09': projectKey(joint) }) })];
}

export function talentCells(
  programme: string,
  of: {
    readonly name: string;
    readonly card: string;
    readonly unit: string;
    readonly chosen: number;
    readonly field: string;
    readonly invited: boolean;
    readonly number: number;
  },
): Values {
  return {
    '01': of.name,
    '02': of.card,
    '02a': 197_001 + (of.number % 12) + (of.number % 15) * 100,
    '03': of.unit,
    '04': programme,
    '05': of.invited ? '2' : '1',
    '06': of.field,
    '07': programme === '04' ? '3' : of.number % 3 === 0 ? '2' : '1',
    '07a': programme === '04' ? '9' : '2',
    '08': of.chosen,
    '08a': document('吉人才办', Math.floor(of.chosen / 100), 3 + (of.number % 60)),
    '10': 50 + (of.number % 5) * 50,
    ...(programme === '02b' || programme === '05' ? { '11': 6 + (of.number % 6) } : {}),
  };
}
