import type { ReplyFrame } from '#shared/contract/frames.ts';
import { version } from '#shared/version.ts';
import { saveMadeFile } from './threads/save.ts';
import { Service } from './threads/service.ts';
import type { Saved, ServiceMessage } from './shell/messages.ts';

/** The data service as a utility process of the desktop shell: it gets ports of pages and tokens of chosen files. */
interface ServicePort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

interface ParentPort {
  on(event: 'message', listener: (message: { data: ServiceMessage; ports: ServicePort[] }) => void): void;
  postMessage(message: Saved): void;
}

const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (parent === undefined) throw new Error('service runs as a utility process only');

let service: Service | null = null;
/** Pages are answered once the workspace is open: before that it would seem absent. */
let opened: Promise<void> = Promise.resolve();

function connect(port: ServicePort, to: Service): void {
  const { receive, detach } = to.attach((frame: ReplyFrame) => port.postMessage(frame));
  port.on('message', ({ data }) => void receive(data));
  port.on('close', detach);
  port.start();
}

parent.on('message', ({ data, ports }) => {
  switch (data.kind) {
    case 'open': {
      service = new Service({
        folder: data.folder,
        program: data.program,
        build: version,
        now: () => new Date().toISOString(),
      });
      opened = service.open();
      break;
    }
    case 'page': {
      const [port] = ports;
      const to = service;
      if (to !== null && port !== undefined) void opened.then(() => connect(port, to));
      break;
    }
    case 'token':
      service?.tokens.accept(data.token, data.path, data.name);
      break;
    case 'save':
      void save(data.id, data.token, data.target);
      break;
    case 'close':
      void opened.then(() => service?.close()).finally(() => process.exit(0));
      break;
  }
});

async function save(id: number, token: string, target: string): Promise<void> {
  if (service === null) return;
  try {
    const file = await saveMadeFile(service.tokens.take(token), target);
    parent?.postMessage({ id, file, problem: null });
  } catch (error) {
    parent?.postMessage({ id, file: null, problem: service.describe(error) });
  }
}
