import type { ReplyFrame } from '#shared/contract/frames.ts';
import type { Bridge, ChosenFile, ShellOperations, ShellReply } from '#shared/contract/shell.ts';
import type { Connection } from './connection.ts';
import type { Host } from './host.ts';

declare global {
  interface Window {
    readonly nianbao?: Bridge<File>;
  }
}

/** In the desktop program: two ports come from the shell, one to the service and one to the shell itself. */
export function connectDesktop(connection: Connection, bridge: Bridge<File>): Host {
  let shell: MessagePort | null = null;
  let next = 1;
  const waiting: { id: number; op: string; input: unknown }[] = [];
  const asked = new Map<number, (result: unknown) => void>();

  window.addEventListener('message', (event) => {
    const data = event.data as { nianbao?: string } | null;
    if (event.source !== window || data?.nianbao !== 'ports') return;
    const [toService, toShell] = event.ports;
    if (toService === undefined || toShell === undefined) return;
    const isBack = shell !== null;
    toService.onmessage = (message) => connection.receive(message.data as ReplyFrame);
    connection.connect((frame) => toService.postMessage(frame));
    toShell.onmessage = (message) => {
      const reply = message.data as ShellReply;
      if ('ended' in reply) {
        connection.end();
        return;
      }
      asked.get(reply.id)?.(reply.result);
      asked.delete(reply.id);
    };
    shell = toShell;
    if (isBack) connection.receive({ event: { kind: 'restarted' } });
    else for (const frame of waiting) toShell.postMessage(frame);
  });
  window.postMessage({ nianbao: 'ready' }, window.location.origin);

  function ask<N extends keyof ShellOperations>(
    op: N,
    input: ShellOperations[N]['input'],
  ): Promise<ShellOperations[N]['output']> {
    const id = next++;
    return new Promise((resolve) => {
      asked.set(id, resolve as (result: unknown) => void);
      if (shell === null) waiting.push({ id, op, input });
      else shell.postMessage({ id, op, input });
    });
  }

  return {
    kind: 'desktop',
    pickFiles: async (choice) => (await ask('pickFiles', choice)).files,
    dropped: async ({ files }) => {
      const chosen: ChosenFile[] = [];
      for (const file of files) {
        const token = await bridge.tokenFor(file);
        if (token !== null) chosen.push({ token, name: file.name });
      }
      return chosen;
    },
    save: ({ token, name }) => ask('save', { token, name }),
    print: async () => {
      await ask('print', {});
    },
    speak: (language) => void ask('speak', { language }),
  };
}
