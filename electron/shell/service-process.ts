import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import path from 'node:path';
import type { ShellMessage, ShellReply } from './messages.ts';

/** The data service beside the window. When it ends by itself it is started again once; the second time that is final. */
export class ServiceProcess {
  readonly #folder: string;
  readonly #listeners = new Set<(reply: ShellReply) => void>();
  readonly #onRestart = new Set<() => void>();
  #process: UtilityProcess;
  #restarts = 0;
  #closing = false;
  #ended: () => void = () => undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#process = this.#start();
  }

  listen(listener: (reply: ShellReply) => void): void {
    this.#listeners.add(listener);
  }

  /** Called after the service came back: pages need new ports. */
  onRestart(listener: () => void): void {
    this.#onRestart.add(listener);
  }

  post(message: ShellMessage, ports: MessagePortMain[] = []): void {
    this.#process.postMessage(message, ports);
  }

  /** Resolves when the service has closed its database and ended, or after five seconds without an answer. */
  async close(): Promise<void> {
    this.#closing = true;
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => {
        this.#process.kill();
        resolve();
      }, 5000);
      this.#ended = () => {
        clearTimeout(impatient);
        resolve();
      };
      this.post({ kind: 'close' });
    });
  }

  #start(): UtilityProcess {
    const process = utilityProcess.fork(path.join(import.meta.dirname, 'service.js'), [], {
      serviceName: 'Nianbao data service',
    });
    process.on('message', (reply: ShellReply) => {
      for (const listener of this.#listeners) listener(reply);
    });
    process.on('exit', () => {
      this.#ended();
      if (this.#closing || this.#restarts > 0) return;
      this.#restarts += 1;
      this.#process = this.#start();
      for (const listener of this.#onRestart) listener();
    });
    process.postMessage({ kind: 'open', folder: this.#folder, program: '年报通' } satisfies ShellMessage);
    return process;
  }
}
