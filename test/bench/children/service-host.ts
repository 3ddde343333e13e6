import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReplyFrame, RequestFrame } from '#shared/contract/frames.ts';
import type { ServiceMessage } from '#electron/shell/messages.ts';
import { peakMb } from '../measure.ts';

/**
 * The built data service as the desktop shell starts it, in a plain process that can be measured: a parent port with one
 * page, both over the channel to the runner.
 */
export type HostMessage =
  { readonly shell: ServiceMessage } | { readonly frame: RequestFrame } | { readonly usage: true };

export type HostReply =
  { readonly frame: ReplyFrame } | { readonly usage: { readonly cpuMs: number; readonly peakMb: number } };

type Listener = (message: { readonly data: unknown; readonly ports: readonly unknown[] }) => void;

function send(reply: HostReply): void {
  process.send?.(reply);
}

let toService: Listener | null = null;
let toPage: Listener | null = null;
/** Asked before the workspace was open. */
const waiting: RequestFrame[] = [];

const page = {
  on: (event: string, listener: Listener) => {
    if (event !== 'message') return;
    toPage = listener;
    for (const data of waiting.splice(0)) listener({ data, ports: [] });
  },
  postMessage: (frame: ReplyFrame) => send({ frame }),
  start: () => undefined,
};
const parentPort = {
  on: (_event: 'message', listener: Listener) => {
    toService = listener;
  },
  // Only says what came of saving a file, which no bench does.
  postMessage: () => undefined,
};

Object.assign(process, { parentPort });
process.on('message', (message: HostMessage) => {
  if ('shell' in message) {
    toService?.({ data: message.shell, ports: message.shell.kind === 'page' ? [page] : [] });
  } else if ('frame' in message) {
    if (toPage === null) waiting.push(message.frame);
    else toPage({ data: message.frame, ports: [] });
  } else {
    const { user, system } = process.cpuUsage();
    send({ usage: { cpuMs: (user + system) / 1000, peakMb: peakMb() } });
  }
});
await import(pathToFileURL(path.resolve('dist/service.js')).href);
