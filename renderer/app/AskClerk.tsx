import { create } from 'zustand';
import type { Output } from '#shared/contract/contract.ts';
import { useRead } from '../api/use-read.ts';
import { AskText } from '../ui/AskText.tsx';
import { appLabels } from './labels.ts';
import { useLabels } from './language.ts';
import { write } from './work.ts';

/** What waits until it is known who does it. */
const useWaiting = create<{ readonly act: (() => void) | null }>(() => ({ act: null }));

/** For acts that are logged with a name: where no clerk was entered yet, the name is asked for first. */
export function useNamed(): (act: () => void) => void {
  const workspace = useRead('workspace.get', {});
  const isNameless = workspace.data?.officers.clerk === '';
  return (act) => {
    if (isNameless) useWaiting.setState({ act });
    else act();
  };
}

/** Asks once who fills in the returns here, and goes on with what was begun. */
export function AskClerk({ officers }: { readonly officers: Output<'workspace.officers'> }) {
  const labels = useLabels(appLabels);
  const act = useWaiting((state) => state.act);
  const close = (): void => useWaiting.setState({ act: null });
  if (act === null) return null;
  const enter = async (clerk: string): Promise<void> => {
    if ((await write('workspace.officers', { ...officers, clerk })) === null) return;
    close();
    act();
  };
  return (
    <AskText
      title={labels.askClerk}
      ok={labels.save}
      cancel={labels.cancel}
      maxLength={40}
      done={(name) => void enter(name)}
      close={close}
    />
  );
}
