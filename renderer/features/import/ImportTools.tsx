import { Button, Space } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt, receive, run, saveMade, say, sayFailure } from '../../app/work.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { ImportLog } from './ImportLog.tsx';
import { importLabels } from './labels.ts';
import { Recipes } from './Recipes.tsx';
import { useUndo } from './undo.tsx';

interface Props {
  readonly list: Output<'import.list'> | null;
  /** The file that is looked at. */
  readonly chosen: string | null;
  readonly importFiles: (files: readonly ChosenFile[]) => Promise<void>;
}

export function ImportTools({ list, chosen, importFiles }: Props) {
  const labels = useLabels(importLabels);
  const workspace = useRead('workspace.get', {});
  const { undo, holder } = useUndo();
  const staged = list?.batches.filter((batch) => batch.outcome === 'staged') ?? [];
  const last = list?.batches.find((batch) => batch.id === list.last);
  const pick = async (folder: boolean): Promise<void> => {
    const choice = { many: true, folder };
    await importFiles(await receive(labels.receiving, (sending) => host.pickFiles(choice, sending)));
  };
  const demo = async (): Promise<void> => {
    const found = await run(labels.demo, 'workspace.demoFolder', {});
    if (found?.folder !== null && found !== null) await importFiles([{ token: found.folder, name: '' }]);
  };
  const commitAll = async (): Promise<void> => {
    // Each is a batch of its own: one that cannot go in is no reason to hold up the others.
    let count = 0;
    for (const batch of staged) {
      const done = await attempt('import.commit', { batch: batch.id });
      if ('result' in done) count += 1;
      else sayFailure(done.failure);
    }
    if (count > 0) say('success', labels.committed(count));
  };
  return (
    <Space>
      {holder}
      {staged.length > 0 && (
        <Button type="primary" onClick={() => void commitAll()}>
          {labels.commitAll(staged.length)}
        </Button>
      )}
      {last !== undefined && (
        <Button title={last.file} onClick={() => void undo(last)}>
          {labels.undoLast}
        </Button>
      )}
      <ImportLog batch={chosen} />
      <Recipes />
      <Templates />
      {workspace.data?.demonstrationData === true && (
        <Button onClick={() => void demo()}>{labels.demo}</Button>
      )}
      <Button onClick={() => void pick(true)}>{labels.folder}</Button>
      <Button type="primary" onClick={() => void pick(false)}>
        {labels.files}
      </Button>
    </Space>
  );
}

/** Blank workbooks to send to enterprises. */
function Templates() {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const year = useYear();
  const catalogue = useRead('catalogue.get', useYear());
  const template = async (code: string, list: boolean): Promise<void> => {
    const made = await run(labels.template, 'template.make', { ...year, return: code, list });
    if (made !== null && (await saveMade(made.file))) say('success', labels.saved(made.file.name));
  };
  const forms = (catalogue.data?.returns ?? []).filter((item) => item.kind !== 'computed');
  const items = forms.flatMap((item) =>
    (['form', 'list'] as const).map((kind) => ({
      key: `${item.code}/${kind}`,
      label: `${item.code} ${item.name[language]} · ${labels.templates[kind]}`,
      onClick: () => void template(item.code, kind === 'list'),
    })),
  );
  return <MenuButton items={items}>{`${labels.template} ▾`}</MenuButton>;
}
