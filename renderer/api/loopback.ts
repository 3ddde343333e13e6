import type { ReplyFrame, ServiceFailure } from '#shared/contract/frames.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { CallError, type Connection } from './connection.ts';
import type { Host, Sending } from './host.ts';

/** A file on its way, with the folder within the chosen one that it lies in. */
interface Sent {
  readonly file: File;
  readonly folder: string;
}

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
  events.onerror = () => connection.lose();

  return {
    kind: 'loopback',
    pickFiles: async ({ many, folder }, sending) => upload(await choose(many, folder), sending),
    dropped: async ({ items }, sending) => {
      // All at once: the list of what was dropped is gone after the first wait.
      const entries = [...items].map((item) => item.webkitGetAsEntry());
      const found = await Promise.all(
        entries.map(async (entry) => (entry === null ? [] : filesIn(entry, ''))),
      );
      return upload(found.flat(), sending);
    },
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
function choose(many: boolean, folder: boolean): Promise<readonly Sent[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = many;
  input.webkitdirectory = folder;
  return new Promise((resolve) => {
    input.addEventListener('change', () =>
      resolve(
        [...(input.files ?? [])].map((file) => ({
          file,
          // The chosen folder's own name is left out, as in the desktop program.
          folder: file.webkitRelativePath.split('/').slice(1, -1).join('/'),
        })),
      ),
    );
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Files of a dropped folder and the folders in it. */
async function filesIn(entry: FileSystemEntry, folder: string): Promise<readonly Sent[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, folder }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Sent[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const each of some)
      found.push(
        ...(await filesIn(each, each.isFile ? folder : folder === '' ? each.name : `${folder}/${each.name}`)),
      );
  }
}

async function upload(files: readonly Sent[], sending?: Sending): Promise<readonly ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  for (const [index, { file, folder }] of files.entries()) {
    if (sending?.signal.aborted === true) return [];
    sending?.progress({ done: index, total: files.length, on: file.name });
    const query = new URLSearchParams({ name: file.name, folder });
    const response = await fetch(`/files?${query.toString()}`, { method: 'POST', body: file });
    if (response.status === 422) throw new CallError((await response.json()) as ServiceFailure);
    if (!response.ok)
      throw new CallError({
        problem: { code: 'file.damaged', details: { file: file.name, part: `HTTP ${response.status}` } },
      });
    const { token } = (await response.json()) as { token: string };
    chosen.push({ token, name: file.name });
  }
  return chosen;
}
