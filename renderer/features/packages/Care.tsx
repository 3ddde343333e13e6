import { Button, Card, Modal, Space } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { checkText } from '#shared/texts/doctor.ts';
import { host } from '../../api/client.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { failureOf, run, saveMade, say, sayFailure } from '../../app/work.ts';
import { packageLabels } from './labels.ts';

/** Backup, restore, and a look whether everything is whole. */
export function Care() {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const [modal, holder] = Modal.useModal();
  const [report, setReport] = useState<Output<'care.doctor'> | null>(null);
  const backup = async (): Promise<void> => {
    const made = await run(labels.backingUp, 'care.backup', {});
    if (made !== null && (await saveMade(made.file))) say('success', labels.saved);
  };
  const restore = async (): Promise<void> => {
    if (!(await modal.confirm({ title: labels.restoreAsk }))) return;
    const [file] = await host.pickFiles({ many: false, folder: false });
    if (file === undefined) return;
    const done = await run(labels.restoring, 'care.restore', { file: file.token, replace: true });
    if (done !== null) say('success', labels.restored(done.county.name));
  };
  const examine = async (): Promise<void> => setReport(await run(labels.checking, 'care.doctor', {}));
  return (
    <Card size="small" title={labels.care}>
      {holder}
      <Space wrap>
        <Button onClick={() => void backup()}>{labels.backup}</Button>
        <Button onClick={() => void restore().catch((error: unknown) => sayFailure(failureOf(error)))}>
          {labels.restore}
        </Button>
        <Button onClick={() => void examine()}>{labels.doctor}</Button>
      </Space>
      {report !== null && (
        <ul className="doctor">
          {report.checks.map((check) => (
            <li key={check.check} className={check.ok ? undefined : 'class-A'}>
              {check.ok ? '✓' : '✕'} {checkText(check, language)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
