import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { holderName } from '#shared/texts/certificate-name.ts';
import { faultText } from '#shared/texts/verification.ts';
import { host } from '../../api/client.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { failureOf, run, say, sayFailure } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { attachmentLabels } from './attachment-labels.ts';
import { packageLabels } from './labels.ts';

type Verdict = Output<'package.verify'>;

/**
 * Any package or signed workbook, strictly checked: against the certificate chosen with it, else the workspace's own. The zip
 * of its attachments may come along.
 */
export function VerifyPackage() {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const [shown, setShown] = useState<{ name: string; verdict: Verdict } | null>(null);
  const verify = async (): Promise<void> => {
    const files = await host.pickFiles({ many: true, folder: false });
    if (files.length === 0) return;
    const { packages, trust, attachments } = sorted(files);
    const [file] = packages;
    if (file === undefined || packages.length > 1) return say('error', labels.verifyHint);
    const verdict = await run(labels.verifying, 'package.verify', {
      file: file.token,
      ...(trust === undefined ? {} : { trust: trust.token }),
      ...(attachments === undefined ? {} : { attachments: attachments.token }),
    });
    if (verdict !== null) setShown({ name: file.name, verdict });
  };
  const begin = (): void => void verify().catch((error: unknown) => sayFailure(failureOf(error)));
  return (
    <>
      <Button title={labels.verifyHint} onClick={begin}>
        {labels.verify}
      </Button>
      {shown !== null && (
        <Dialog title={shown.name} footer={null} onCancel={() => setShown(null)}>
          <Outcome verdict={shown.verdict} again={begin} />
          <Said verdict={shown.verdict} />
          <ul>
            {shown.verdict.problems.map((fault, index) => (
              <li key={index}>{faultText(fault, language)}</li>
            ))}
          </ul>
          <Compared verdict={shown.verdict} />
        </Dialog>
      )}
    </>
  );
}

/** What was chosen, by what it is for. */
function sorted(files: readonly ChosenFile[]): {
  readonly packages: readonly ChosenFile[];
  readonly trust: ChosenFile | undefined;
  readonly attachments: ChosenFile | undefined;
} {
  const isCertificate = ({ name }: ChosenFile): boolean => /\.(pem|crt|cer)$/i.test(name);
  const isZip = ({ name }: ChosenFile): boolean => /\.zip$/i.test(name);
  return {
    packages: files.filter((file) => !isCertificate(file) && !isZip(file)),
    trust: files.find(isCertificate),
    attachments: files.find(isZip),
  };
}

/** A signature that holds, of somebody who is not known yet, is neither: another certificate may settle it. */
function Outcome({ verdict, again }: { readonly verdict: Verdict; readonly again: () => void }) {
  const labels = useLabels(packageLabels);
  if (verdict.valid) return <Alert type="success" showIcon title={labels.valid} />;
  if (verdict.problems.some(({ code }) => code !== 'untrusted'))
    return <Alert type="error" showIcon title={labels.invalid} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={labels.unknownSigner}
      action={<Button onClick={again}>{labels.withCertificate}</Button>}
    />
  );
}

/** Each document that it names, whether the zip has it; and what the zip has beside them. */
function Compared({ verdict: { attachments } }: { readonly verdict: Verdict }) {
  const texts = useLabels(attachmentLabels);
  if (attachments === null) return null;
  return (
    <ul>
      {attachments.named.map(({ sha256, name, found }) => (
        <li key={sha256} className={found ? undefined : 'class-A'}>
          {found ? texts.agrees(name) : texts.missing(name)}
        </li>
      ))}
      {attachments.unnamed.map((name) => (
        <li key={name}>{texts.unnamed(name)}</li>
      ))}
    </ul>
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
