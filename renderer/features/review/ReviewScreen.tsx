import { Button, Empty, Segmented, Space, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { FindingClass } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { say, write } from '../../app/work.ts';
import { ClassMark } from '../../ui/marks.tsx';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { FindingGroup } from './FindingGroup.tsx';
import { reviewLabels } from './labels.ts';

const classes = ['A', 'B', 'C', 'D'] as const;
const orders = ['class', 'unit', 'rule', 'size'] as const;
const pageSize = 200;

/** Every finding in two lines, with what to do about it in place. */
export function ReviewScreen() {
  const labels = useLabels(reviewLabels);
  const year = useYear();
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  const [only, setOnly] = useState<FindingClass | null>(null);
  const [open, setOpen] = useState(true);
  const [order, setOrder] = useState<(typeof orders)[number]>('class');
  const [limit, setLimit] = useState(pageSize);
  const list = useRead('findings.list', {
    ...year,
    order,
    limit,
    ...(only === null ? {} : { class: only }),
    ...(open ? { open } : {}),
    ...(place.unit === undefined ? {} : { unit: place.unit }),
  });
  const check = async (): Promise<void> => {
    const done = await write('check.run', year);
    if (done !== null) say('success', labels.done(done.total));
  };
  return (
    <Screen title={labels.title} tools={<Button onClick={() => void check()}>{labels.run}</Button>}>
      <Answer read={list}>
        {(data) => {
          const counts = open ? data.open : data.counts;
          return (
            <>
              <div className="review-tools">
                <Segmented<string>
                  value={only ?? 'all'}
                  onChange={(value) => setOnly(value === 'all' ? null : (value as FindingClass))}
                  options={[
                    { value: 'all', label: labels.all },
                    ...classes.map((name) => ({
                      value: name,
                      label: <ClassMark of={name} count={counts[name]} />,
                    })),
                  ]}
                />
                <Space>
                  <Switch checked={open} onChange={setOpen} aria-label={labels.onlyOpen} />
                  {labels.onlyOpen}
                </Space>
                <Segmented<(typeof orders)[number]>
                  value={order}
                  onChange={setOrder}
                  options={orders.map((name) => ({ value: name, label: labels.order[name] }))}
                />
                {place.unit !== undefined && (
                  <Tag closable onClose={() => setPlace({})}>
                    {labels.unit(data.findings[0]?.unitName ?? place.unit)}
                  </Tag>
                )}
                <span className="spacer" />
                {data.undecided > 0 && <span className="quiet">{labels.undecided(data.undecided)}</span>}
              </div>
              {data.findings.length === 0 && (
                <Empty description={labels.nothing} image={Empty.PRESENTED_IMAGE_SIMPLE} />
              )}
              <div className="findings">
                {groupsOf(data.findings, order).map((group) => (
                  <FindingGroup key={group.map((item) => item.finding.id).join()} group={group} />
                ))}
              </div>
              {data.total > data.findings.length && (
                <Button onClick={() => setLimit(Math.min(1000, limit + pageSize))}>
                  {labels.page(data.findings.length, data.total)}
                </Button>
              )}
            </>
          );
        }}
      </Answer>
    </Screen>
  );
}

/** Findings of one rule family in one unit belong together: a form in the wrong unit breaks one rule twenty times. */
function groupsOf(
  findings: readonly FindingView[],
  order: (typeof orders)[number],
): readonly FindingView[][] {
  const key = ({ finding }: FindingView): string =>
    order === 'rule'
      ? `${finding.class}/${finding.family}/${finding.unit}`
      : `${finding.class}/${finding.unit}/${finding.family}`;
  return [...Map.groupBy(findings, key).values()];
}
