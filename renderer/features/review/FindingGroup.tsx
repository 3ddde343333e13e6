import { Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import { findingText } from '#shared/texts/findings.ts';
import { categoryNames, categoryText } from '#shared/texts/states.ts';
import { keyOf } from '#shared/values/cell.ts';
import { explanationCategories } from '#shared/values/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { attempt, say } from '../../app/work.ts';
import { Failure } from '../../ui/Failure.tsx';
import { ClassMark } from '../../ui/marks.tsx';
import { Attachments } from './Attachments.tsx';
import { FindingMenu } from './FindingMenu.tsx';
import { reviewLabels } from './labels.ts';

/** One finding, or several of one kind in one unit: the sentence, the relation and its consequence, and what can be done. */
export function FindingGroup({
  group,
  isUnderUnit,
}: {
  readonly group: readonly FindingView[];
  /** Below a heading that names the unit already. */
  readonly isUnderUnit: boolean;
}) {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const go = useNavigation((state) => state.go);
  const [explaining, setExplaining] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const [first] = group;
  if (first === undefined) return null;
  const { finding, words, unitName, explained, attachments, lacking } = first;
  const worded = findingText(finding, words, language);
  const [place] = finding.places;
  const canCorrect = finding.unit !== '' && place !== undefined && /^[A-Z]{2}\d{3}$/.test(place.return);
  const canExplain = finding.class === 'B' || finding.class === 'C';
  const open = (item: FindingView): void => {
    const [at] = item.finding.places;
    if (at !== undefined)
      go('filing', {
        unit: item.finding.unit,
        return: at.return,
        record: at.record,
        key: keyOf(at.code, at.column),
      });
  };
  return (
    <article className="finding" data-finding={finding.id} data-rule={finding.family}>
      <ClassMark of={finding.class} />
      <div className="finding-text">
        <p>
          {!isUnderUnit && <b>{unitName} </b>}
          <span className="quiet">{finding.return}</span> {worded.sentence}
          {group.length > 1 && (
            <button
              type="button"
              className="link"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {labels.moreOfUnit(group.length)} {unfolded ? '▴' : '▾'}
            </button>
          )}
        </p>
        <p className="quiet" title={worded.notation}>
          {worded.consequence} {worded.advice}
        </p>
        {explained !== null && (
          <p className={explained.stale ? 'class-B' : 'explained'}>
            {explained.stale
              ? labels.stale
              : labels.explained(categoryText(explained.category, language), explained.text)}
          </p>
        )}
        {unfolded &&
          group.slice(1).map((item) => (
            <p key={item.finding.id}>
              <button type="button" className="link" onClick={() => open(item)}>
                {findingText(item.finding, item.words, language).sentence}
              </button>
            </p>
          ))}
        {(explaining || lacking || attachments.length > 0) && canExplain && (
          <Attachments group={group} canAdd={explaining || lacking} />
        )}
        {explaining && <Explanation group={group} close={() => setExplaining(false)} />}
      </div>
      <Space className="finding-acts">
        {canCorrect && (
          <Button onClick={() => open(first)}>{finding.scope === 'unit' ? labels.look : labels.go}</Button>
        )}
        {canExplain && !explaining && (
          <Button onClick={() => setExplaining(true)}>
            {group.length > 1 ? labels.explainAll(group.length) : labels.explain}
          </Button>
        )}
        {canCorrect && <FindingMenu finding={first} />}
      </Space>
    </article>
  );
}

interface Values {
  readonly category: string;
  readonly text: string;
}

function Explanation({
  group,
  close,
}: {
  readonly group: readonly FindingView[];
  readonly close: () => void;
}) {
  const labels = useLabels(reviewLabels);
  const language = useLanguage();
  const year = useYear();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const save = async ({ category, text }: Values): Promise<void> => {
    const [first = '', ...also] = group.map(({ finding }) => finding.id);
    const done = await attempt('finding.explain', { ...year, finding: first, also, category, text });
    if ('failure' in done) {
      setFailure(done.failure);
      return;
    }
    const { lacking, words } = done.result.finding;
    if (lacking && words.attach !== null)
      say('info', attachmentTexts[language].lacking(words.attach[language]));
    close();
  };
  return (
    <Form<Values> className="explanation" layout="inline" onFinish={(values) => void save(values)}>
      <Form.Item name="category" rules={[{ required: true, message: labels.category }]}>
        <Select
          className="category"
          aria-label={labels.category}
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          placeholder={labels.category}
          notFoundContent={labels.categoryListed}
          options={explanationCategories.map((value) => ({ value, label: categoryNames[value][language] }))}
        />
      </Form.Item>
      <Form.Item name="text" className="explanation-text" rules={[{ required: true, message: labels.text }]}>
        <Input
          placeholder={labels.text}
          aria-label={labels.text}
          maxLength={500}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        />
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit">
          {labels.save}
        </Button>
        <Button onClick={close}>{labels.cancel}</Button>
      </Space>
      {failure !== null && (
        <div className="explanation-failure">
          <Failure failure={failure} />
        </div>
      )}
    </Form>
  );
}
