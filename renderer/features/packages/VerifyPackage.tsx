import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { holderName } from '#shared/texts/certificate-name.ts';
import { faultText } from '#shared/texts/verification.ts';
import { host } from '../../api/client.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { failureOf, run, sayFailure } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { packageLabels } from './labels.ts';

type Verdict = Output<'package.verify'>;

/** Any package or signed workbook, strictly checked against the workspace's own certificate. */
export function VerifyPackage() {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const [shown, setShown] = useState<{ name: string; verdict: Verdict } | null>(null);
  const verify = async (): Promise<void> => {
    const [file] = await host.pickFiles({ many: false, folder: false });
    if (file === undefined) return;
    const verdict = await run(labels.verifying, 'package.verify', { file: file.token });
    if (verdict !== null) setShown({ name: file.name, verdict });
  };
  return (
    <>
      <Button onClick={() => void verify().catch((error: unknown) => sayFailure(failureOf(error)))}>
        {labels.verify}
      </Button>
      {shown !== null && (
        <Dialog title={shown.name} footer={null} onCancel={() => setShown(null)}>
          <Alert
            type={shown.verdict.valid ? 'success' : 'error'}
            showIcon
            title={shown.verdict.valid ? labels.valid : labels.invalid}
          />
          <Said verdict={shown.verdict} />
          <ul>
            {shown.verdict.problems.map((fault, index) => (
              <li key={index}>{faultText(fault, language)}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}

/** What it claims to be, and whose certificate signed it: a person compares both with what the county says. */
function Said({ verdict }: { readonly verdict: Verdict }) {
  const labels = useLabels(packageLabels);
  const { county, year, sequence, signer } = verdict;
  return (
    <>
      {county !== null && year !== null && sequence !== null && (
        <p>{labels.packageOf(county.name, county.code, year, sequence)}</p>
      )}
      {signer !== null && (
        <>
          <p>
            {labels.signer}: {holderName(signer.subject)}
            {signer.demonstration && ` (${labels.demonstration})`}
          </p>
          <p>
            {labels.fingerprint}: <code>{signer.fingerprint}</code>
          </p>
        </>
      )}
    </>
  );
}
