import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { FindingOrder } from '../../app/narrowing.ts';

/** Findings under one heading, those of one kind in one unit together: a form in the wrong unit breaks one rule twenty times. */
export interface Section {
  readonly key: string;
  readonly first: FindingView;
  readonly count: number;
  readonly groups: readonly (readonly FindingView[])[];
}

function headingOf({ finding }: FindingView, order: FindingOrder): string {
  if (order === 'class') return finding.class;
  return order === 'rule' ? finding.family : finding.unit;
}

/** In the order in which the service has them, which is the one that was asked for. */
export function sectionsOf(findings: readonly FindingView[], order: FindingOrder): readonly Section[] {
  return [...Map.groupBy(findings, (item) => headingOf(item, order))].flatMap(([key, items]) => {
    const [first] = items;
    if (first === undefined) return [];
    const kinds = Map.groupBy(items, ({ finding }) => `${finding.class}/${finding.unit}/${finding.family}`);
    return [{ key, first, count: items.length, groups: [...kinds.values()] }];
  });
}
