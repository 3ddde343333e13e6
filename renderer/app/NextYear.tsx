import { Alert } from 'antd';
import { useState } from 'react';
import { create } from 'zustand';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { useRead } from '../api/use-read.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Failure } from '../ui/Failure.tsx';
import { useNamed } from './AskClerk.tsx';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { useNavigation } from './navigation.ts';
import { attemptRun, say } from './work.ts';

const useOpen = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Asks whether the next year is to be started: from the list of years, or from what is to do today. */
export function askNextYear(): void {
  useOpen.setState({ open: true });
}

/** Starts the year after the newest, once, having said what it brings along. */
export function NextYear({ newest }: { readonly newest: number | null }) {
  const open = useOpen((state) => state.open);
  return open && newest !== null ? <Asking newest={newest} /> : null;
}

function Asking({ newest }: { readonly newest: number }) {
  const labels = useLabels(appLabels);
  const own = labels.nextYear;
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const filed = useRead('workspace.today', { year: newest }).data?.filed;
  const named = useNamed();
  const go = useNavigation((state) => state.go);
  const setYear = useNavigation((state) => state.setYear);
  const year = newest + 1;
  const unfinished = filed === undefined ? 0 : filed.due - filed.done;
  const close = (): void => useOpen.setState({ open: false });
  const start = async (): Promise<void> => {
    setStarting(true);
    const done = await attemptRun(own.working(year), 'workspace.init', { year });
    setStarting(false);
    if ('failure' in done) return setFailure(done.failure);
    close();
    setYear(null);
    go('home');
    say('success', own.done(year));
  };
  return (
    <Dialog
      title={own.title(year)}
      okText={own.ok}
      cancelText={labels.cancel}
      confirmLoading={starting}
      onOk={() => named(() => void start())}
      onCancel={close}
    >
      <ul>
        {own.what.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {unfinished > 0 && <Alert type="warning" showIcon title={own.unfinished(newest, unfinished)} />}
      <p>{own.once}</p>
      {failure !== null && <Failure failure={failure} />}
    </Dialog>
  );
}
