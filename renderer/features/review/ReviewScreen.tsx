import { Button, Empty, Segmented, Space, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { classNames } from '#shared/texts/states.ts';
import type { FindingClass } from '#shared/values/states.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import {
  findingOrders,
  useFindingNarrowing,
  type FindingNarrowing,
  type FindingOrder,
} from '../../app/narrowing.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { attemptRun, cancelledAt, say, sayFailure } from '../../app/work.ts';
import { ClassMark } from '../../ui/marks.tsx';
import { Answer, Screen } from '../../ui/Screen.tsx';
import { FindingGroup } from './FindingGroup.tsx';
import { sectionsOf, type Section } from './grouping.ts';
import { Compared } from './Compared.tsx';
import { Heaviest } from './Heaviest.tsx';
import { QuerySheets } from './QuerySheets.tsx';
import { reviewLabels } from './labels.ts';
import { Suspects } from './Suspects.tsx';
import './review.css';

const classes = ['A', 'B', 'C', 'D'] as const;
const pageSize = 200;
/** As many as one answer of the service may hold. */
const most = 1000;

/** Every finding in two lines, with what to do about it in place. */
export function ReviewScreen() {
  const labels = useLabels(reviewLabels);
  const year = useYear();
  const place = useNavigation((state) => state.place);
  const view = useFindingNarrowing();
  const [limit, setLimit] = useState(pageSize);
  const { only, open, lacking, order } = view;
  const list = useRead('findings.list', {
    ...year,
    order,
    limit,
    ...(only === null ? {} : { class: only }),
    ...(lacking ? { lacking } : open ? { open } : {}),
    ...(place.unit === undefined ? {} : { unit: place.unit }),
  });
  const check = async (): Promise<void> => {
    const done = await attemptRun(labels.run, 'check.run', year);
    if ('failure' in done) {
      const at = cancelledAt(done.failure);
      if (at === null) sayFailure(done.failure, 'check.run');
      else say('info', labels.stopped(at.done ?? 0, at.total ?? 0));
      return;
    }
    if (done.result.judged === 0) return say('info', labels.nothingFiled);
    const open = classes.reduce((sum, name) => sum + done.result.open[name], 0);
    say('success', labels.done(open, done.result.total - open));
  };
  return (
    <Screen
      title={labels.title}
      tools={
        <Space>
          <QuerySheets />
          <Button onClick={() => void check()}>{labels.run}</Button>
        </Space>
      }
    >
      <Answer read={list}>
        {(data) => (
          <>
            <Tools list={data} view={view} />
            <div className="review-body">
              {place.unit === undefined && only === null && !lacking && <Heaviest />}
              {only === null && !lacking && <Suspects unit={place.unit} />}
              {data.findings.length === 0 && <Nothing list={data} lacking={lacking} />}
              {sectionsOf(data.findings, order).map((section, index, { length }) => (
                <section key={section.key}>
                  <Heading
                    section={section}
                    order={order}
                    // They come in the order of the headings: only of the last one may there be more.
                    isWhole={index < length - 1 || data.total === data.findings.length}
                  />
                  {section.groups.map((group) => (
                    <FindingGroup
                      key={group.map((item) => item.finding.id).join()}
                      group={group}
                      isUnderUnit={order === 'unit' || order === 'size'}
                    />
                  ))}
                </section>
              ))}
              {data.total > data.findings.length &&
                (limit < most ? (
                  <Button onClick={() => setLimit(Math.min(most, limit + pageSize))}>
                    {labels.page(data.findings.length, data.total)}
                  </Button>
                ) : (
                  <p className="quiet">{labels.beyond(data.findings.length, data.total)}</p>
                ))}
              {place.unit === undefined && !lacking && (only === null || only === 'D') && <Compared />}
            </div>
          </>
        )}
      </Answer>
    </Screen>
  );
}

interface NothingProps {
  readonly list: Output<'findings.list'>;
  readonly lacking: boolean;
}

/** Nothing was found wrong, or nothing came that could be. */
function Nothing({ list, lacking }: NothingProps) {
  const labels = useLabels(reviewLabels);
  const go = useNavigation((state) => state.go);
  const image = Empty.PRESENTED_IMAGE_SIMPLE;
  if (list.judged > 0)
    return <Empty description={lacking ? labels.attachments.nothing : labels.nothing} image={image} />;
  return (
    <Empty description={labels.nothingFiled} image={image}>
      <Button onClick={() => go('import')}>{labels.toImport}</Button>
    </Empty>
  );
}

interface ToolsProps {
  readonly list: Output<'findings.list'>;
  readonly view: FindingNarrowing;
}

function Tools({ list, view }: ToolsProps) {
  const labels = useLabels(reviewLabels);
  const place = useNavigation((state) => state.place);
  const setPlace = useNavigation((state) => state.setPlace);
  const { only, open, lacking, order } = view;
  const counts = open ? list.open : list.counts;
  return (
    <div className="review-tools">
      <Segmented<string>
        aria-label={labels.category}
        value={only ?? 'all'}
        onChange={(value) =>
          useFindingNarrowing.setState({ only: value === 'all' ? null : (value as FindingClass) })
        }
        options={[
          { value: 'all', label: labels.all },
          ...classes.map((name) => ({
            value: name,
            label: <ClassMark of={name} count={counts[name]} />,
          })),
        ]}
      />
      <Space>
        <Switch
          checked={open}
          disabled={lacking}
          onChange={(checked) => useFindingNarrowing.setState({ open: checked })}
          aria-label={labels.onlyOpen}
        />
        {labels.onlyOpen}
      </Space>
      {(lacking || list.lacking > 0) && (
        <Space>
          <Switch
            checked={lacking}
            onChange={(checked) => useFindingNarrowing.setState({ lacking: checked })}
            aria-label={labels.attachments.only}
          />
          {labels.attachments.only} {list.lacking}
        </Space>
      )}
      <Segmented<FindingOrder>
        aria-label={labels.orderBy}
        value={order}
        onChange={(value) => useFindingNarrowing.setState({ order: value })}
        options={findingOrders.map((name) => ({ value: name, label: labels.order[name] }))}
      />
      {place.unit !== undefined && (
        <Tag closable onClose={() => setPlace({})}>
          {labels.unit(list.findings[0]?.unitName ?? place.unit)}
        </Tag>
      )}
      <span className="spacer" />
      {list.undecided > 0 && <span className="quiet">{labels.undecided(list.undecided)}</span>}
    </div>
  );
}

interface HeadingProps {
  readonly section: Section;
  readonly order: FindingOrder;
  /** Whether all of its findings are shown. */
  readonly isWhole: boolean;
}

function Heading({ section, order, isWhole }: HeadingProps) {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const { finding, words, unitName } = section.first;
  const text =
    order === 'class'
      ? classNames[finding.class][language]
      : order === 'rule'
        ? words.title[language]
        : unitName;
  return (
    <h3 className="review-heading">
      {(order === 'class' || order === 'rule') && <ClassMark of={finding.class} />} {text}{' '}
      <span className="quiet">{(isWhole ? labels.count : labels.countSoFar)(section.count)}</span>
    </h3>
  );
}
