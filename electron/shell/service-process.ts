import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import path from 'node:path';
import { oneArena } from './allocator.ts';
import type { Saved, ServiceMessage } from './messages.ts';

/** The data service beside the window. When it ends by itself it is started again once; the second time that is final. */
export class ServiceProcess {
  readonly #folder: string;
  readonly #onSaved = new Set<(saved: Saved) => void>();
  readonly #onExit = new Set<(isBack: boolean) => void>();
  #process: UtilityProcess | null;
  #restarts = 0;
  #closing = false;
  #closed: () => void = () => undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#process = this.#start();
  }

  /** True once the service has stopped for good. */
  get hasEnded(): boolean {
    return this.#process === null;
  }

  onSaved(listener: (saved: Saved) => void): void {
    this.#onSaved.add(listener);
  }

  /** Called when the service has ended by itself: it is back and pages need new ports, or it stays away. */
  onExit(listener: (isBack: boolean) => void): void {
    this.#onExit.add(listener);
  }

  post(message: ServiceMessage, ports: MessagePortMain[] = []): void {
    this.#process?.postMessage(message, ports);
  }

  /** Resolves when the service has closed its database and ended, or after five seconds without an answer. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#process === null) return;
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => {
        this.#process?.kill();
        resolve();
      }, 5000);
      this.#closed = () => {
        clearTimeout(impatient);
        resolve();
      };
      this.post({ kind: 'close' });
    });
  }

  #start(): UtilityProcess {
    const service = utilityProcess.fork(path.join(import.meta.dirname, 'service.js'), [], {
      serviceName: 'Nianbao data service',
      env: { ...process.env, ...oneArena },
    });
    service.on('message', (saved: Saved) => {
      for (const listener of this.#onSaved) listener(saved);
    });
    service.on('exit', () => {
      this.#process = null;
      this.#closed();
      if (this.#closing) return;
      if (this.#restarts === 0) {
        this.#restarts += 1;
        this.#process = this.#start();
      }
      for (const listener of this.#onExit) listener(!this.hasEnded);
    });
    service.postMessage({ kind: 'open', folder: this.#folder, program: '年报通' } satisfies ServiceMessage);
    return service;
  }
}
