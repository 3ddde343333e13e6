import type { ReplyFrame } from '#shared/contract/frames.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { CallError, type Connection } from './connection.ts';
import type { Host } from './host.ts';

/** In the browser: requests by POST, replies by one event stream, files by upload and download. */
export function connectLoopback(connection: Connection): Host {
  const page = crypto.randomUUID();
  const events = new EventSource(`/events?page=${page}`);
  events.onopen = () => {
    connection.connect((frame) => {
      void fetch(`/frames?page=${page}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(frame),
      }).then(
        (response) => {
          if (!response.ok) connection.interrupt();
        },
        () => connection.interrupt(),
      );
    });
  };
  events.onmessage = (message) => connection.receive(JSON.parse(message.data as string) as ReplyFrame);
  events.onerror = () => connection.interrupt();

  return {
    kind: 'loopback',
    pickFiles: async ({ many, folder }) => upload(await choose(many, folder)),
    dropped: upload,
    save: async ({ token, name }) => {
      const link = document.createElement('a');
      link.href = `/made/${encodeURIComponent(token)}`;
      link.download = name;
      link.click();
      return { saved: name, failure: null };
    },
    print: async () => window.print(),
    // Its menu and dialogs are the browser's own.
    speak: () => undefined,
  };
}

/** The browser's own file dialog. It says nothing when it is closed, so `cancel` counts as no file. */
function choose(many: boolean, folder: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = many;
  input.webkitdirectory = folder;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

async function upload(files: readonly File[]): Promise<readonly ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  for (const file of files) {
    const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      body: file,
    });
    if (!response.ok)
      throw new CallError({
        problem: { code: 'file.damaged', details: { file: file.name, part: `HTTP ${response.status}` } },
      });
    const { token } = (await response.json()) as { token: string };
    chosen.push({ token, name: file.name });
  }
  return chosen;
}
