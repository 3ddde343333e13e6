import { Button, Card, Empty, Table } from 'antd';
import type { Output } from '#shared/contract/contract.ts';
import { kindName } from '#shared/texts/states.ts';
import { useRead, type Read } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade, say } from '../../app/work.ts';
import { Answer } from '../../ui/Screen.tsx';
import { localTime } from '#shared/values/moment.ts';
import { packageLabels } from './labels.ts';

/** Saves a sealed package where the person wishes; true once it lies there. */
export function useSave(): (sequence: number) => Promise<boolean> {
  const labels = useLabels(packageLabels);
  const year = useYear();
  return async (sequence) => {
    const fetched = await run(labels.saving, 'package.fetch', { ...year, sequence });
    if (fetched === null || !(await saveMade(fetched.file))) return false;
    say('success', labels.saved);
    return true;
  };
}

export type SealedPackage = Output<'package.list'>['packages'][number];

/** Every package of the year: kept for ever, saved again, and whether it was delivered. */
export function PackageList({ read }: { readonly read: Read<Output<'package.list'>> }) {
  const labels = useLabels(packageLabels);
  const language = useLanguage();
  const save = useSave();
  return (
    <Card size="small" title={labels.packages} extra={<SaveCertificate />}>
      <Answer read={read}>
        {({ packages }) => (
          <>
            {packages.length === 0 && (
              <Empty description={labels.noPackages} image={Empty.PRESENTED_IMAGE_SIMPLE} />
            )}
            {packages.length > 0 && (
              <Table<SealedPackage>
                size="small"
                pagination={false}
                rowKey="sequence"
                dataSource={[...packages].reverse()}
                columns={[
                  { title: labels.columns.sequence, dataIndex: 'sequence', width: 50 },
                  {
                    title: labels.columns.kind,
                    width: 76,
                    render: (_, row) => kindName(row.kind, language),
                  },
                  {
                    title: labels.columns.created,
                    width: 130,
                    render: (_, row) => localTime(row.created),
                  },
                  { title: labels.columns.file, dataIndex: 'file', ellipsis: true },
                  {
                    title: labels.columns.sha256,
                    width: 90,
                    render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 8)}</code>,
                  },
                  {
                    title: labels.columns.delivered,
                    width: 120,
                    render: (_, row) =>
                      row.delivered === null ? '—' : labels.delivered(row.delivered.on, row.delivered.to),
                  },
                  {
                    title: '',
                    width: 92,
                    render: (_, row) => (
                      <Button onClick={() => void save(row.sequence)}>{labels.saveAgain}</Button>
                    ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

/** Whoever verifies the packages elsewhere needs it; nothing where there is no key yet. */
function SaveCertificate() {
  const labels = useLabels(packageLabels);
  const own = useRead('key.get', {}).data?.key ?? null;
  const save = async (): Promise<void> => {
    const done = await run(labels.saving, 'key.save', {});
    if (done !== null && (await saveMade(done.file))) say('success', labels.saved);
  };
  if (own === null) return null;
  return (
    <Button size="small" title={labels.certificateHint} onClick={() => void save()}>
      {labels.certificate}
    </Button>
  );
}
