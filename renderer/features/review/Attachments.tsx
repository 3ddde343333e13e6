import { Button, Space } from 'antd';
import { useState } from 'react';
import type { FindingView } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import { sizeText } from '#shared/values/show.ts';
import { host } from '../../api/client.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt, attemptRun, receive, run, saveMade, say } from '../../app/work.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { FileName } from '../../ui/FileName.tsx';
import { reviewLabels } from './labels.ts';

/** The documents that go with what is said of one finding, or of several alike: which are there, and which is missing. */
export function Attachments({
  group,
  canAdd,
}: {
  readonly group: readonly FindingView[];
  readonly canAdd: boolean;
}) {
  const { attachments: labels } = useLabels(reviewLabels);
  const language = useLanguage();
  const texts = attachmentTexts[language];
  const year = useYear();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [first, ...others] = group;
  if (first === undefined) return null;
  const { words, lacking, attachments } = first;
  const asked = words.attach?.[language] ?? null;
  const findings = {
    ...year,
    finding: first.finding.id,
    also: others.map(({ finding }) => finding.id),
  };
  const add = async (): Promise<void> => {
    setFailure(null);
    const files = await receive(labels.adding, (sending) =>
      host.pickFiles({ many: true, folder: false }, sending),
    );
    if (files.length === 0) return;
    const tokens = files.map(({ token }) => token);
    const done = await attemptRun(labels.adding, 'attachment.add', { ...findings, files: tokens });
    if ('failure' in done) setFailure(done.failure);
  };
  const remove = async (sha256: string): Promise<void> => {
    const done = await attempt('attachment.remove', { ...findings, sha256 });
    setFailure('failure' in done ? done.failure : null);
  };
  const save = async (sha256: string): Promise<void> => {
    const fetched = await run(labels.saving, 'attachment.fetch', {
      ...year,
      finding: findings.finding,
      sha256,
    });
    if (fetched !== null && (await saveMade(fetched.file))) say('success', labels.saved(fetched.file.name));
  };
  return (
    <div className="attachments">
      {lacking && asked !== null && (
        <p>
          <Chip kind="warn">{texts.lackingMark}</Chip> {texts.lacking(asked)}
        </p>
      )}
      {attachments.length > 0 && (
        <ul>
          {attachments.map(({ sha256, name, size }) => (
            <li key={sha256}>
              <FileName name={name} /> <span className="quiet">{sizeText(size)}</span>
              <Button size="small" aria-label={labels.saveOf(name)} onClick={() => void save(sha256)}>
                {labels.save}
              </Button>
              <Button size="small" aria-label={labels.removeOf(name)} onClick={() => void remove(sha256)}>
                {labels.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canAdd && (
        <Space>
          <Button onClick={() => void add()}>{labels.add}</Button>
          {asked !== null && !lacking && attachments.length === 0 && (
            <span className="quiet">{texts.asked(asked)}</span>
          )}
        </Space>
      )}
      {failure !== null && <Failure failure={failure} />}
    </div>
  );
}
