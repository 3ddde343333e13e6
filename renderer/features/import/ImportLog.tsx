import { Button, Empty, Segmented, Space } from 'antd';
import { useState } from 'react';
import type { LoggedFile } from '#shared/contract/areas/import-log.ts';
import { logHead, logLines, logTexts } from '#shared/texts/import-log.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade, say } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { localTime } from '#shared/values/moment.ts';
import { logLabels } from './log-labels.ts';
import './log.css';

/** As many as a person leafs through and prints at once; the workbook has no limit. */
const shownFiles = 100;

/** What became of each file, to look at, print, and keep with the papers of the year. */
export function ImportLog({ batch }: { readonly batch: string | null }) {
  const labels = useLabels(logLabels);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{labels.open}</Button>
      {isOpen && <Pages batch={batch} close={() => setOpen(false)} />}
    </>
  );
}

function Pages({ batch, close }: { readonly batch: string | null; readonly close: () => void }) {
  const labels = useLabels(logLabels);
  const language = useLanguage();
  const year = useYear();
  const [isOne, setOne] = useState(batch !== null);
  const asked = { ...year, ...(isOne && batch !== null ? { batch } : {}) };
  const log = useRead('import.log', { ...asked, limit: shownFiles });
  const save = async (): Promise<void> => {
    const made = await run(labels.saving, 'import.writeLog', asked);
    if (made !== null && (await saveMade(made.file))) say('success', labels.saved(made.file.name));
  };
  return (
    <Dialog width={1120} title={labels.title} onCancel={close} footer={null}>
      <Space className="log-tools">
        {batch !== null && (
          <Segmented
            value={isOne}
            onChange={setOne}
            options={[
              { value: true, label: labels.one },
              { value: false, label: labels.all },
            ]}
          />
        )}
        <Button type="primary" onClick={() => void save()}>
          {labels.save}
        </Button>
        <Button onClick={() => void host.print()}>{labels.print}</Button>
      </Space>
      <Answer read={log}>
        {({ county, year: of, files, total }) => (
          <>
            {total > files.length && <p className="quiet">{labels.beyond(files.length, total)}</p>}
            <div className="log-pages" tabIndex={0}>
              <h2>{logTexts[language].title(county, of)}</h2>
              {files.length === 0 && <Empty description={labels.none} />}
              {files.map((file) => (
                <LogPage key={file.batch} file={file} />
              ))}
            </div>
          </>
        )}
      </Answer>
    </Dialog>
  );
}

function LogPage({ file }: { readonly file: LoggedFile }) {
  const language = useLanguage();
  const texts = logTexts[language];
  const lines = logLines(file, language);
  return (
    <section className="log-file">
      <h3>{logHead(file, language)}</h3>
      <p className="quiet">
        {localTime(file.at)} · {texts.identity(file.sha256, file.size)}
      </p>
      {lines.length > 0 && (
        <table>
          <tbody>
            {lines.map(({ part, where, text }, index) => (
              <tr key={index}>
                <th scope="row">{part}</th>
                <td>{where}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
