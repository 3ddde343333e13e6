import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Input, OperationName, Output } from '#shared/contract/contract.ts';
import type { ReplyFrame } from '#shared/contract/frames.ts';
import { oneArena } from '#electron/shell/allocator.ts';
import type { ServiceMessage } from '#electron/shell/messages.ts';
import type { HostMessage, HostReply } from './children/service-host.ts';
import { compileCache, type Cost } from './measure.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (why: Error) => void;
}

/** The data service in a process of its own, as the desktop app has it, asked as a page asks it. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (reply: HostReply) => {
      if ('frame' in reply) this.#receive(reply.frame);
    });
  }

  static async start(folder: string): Promise<ServiceProcess> {
    const child = fork(path.join(import.meta.dirname, 'children/service-host.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...oneArena, ...compileCache },
    });
    const started = new ServiceProcess(child);
    started.#shell({ kind: 'open', folder, program: 'bench' });
    started.#shell({ kind: 'page' });
    return started;
  }

  ask<N extends OperationName>(op: N, input: Input<N>): Promise<Output<N>> {
    const id = this.#next++;
    this.#send({ frame: { id, op, input } });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as Output<N>), reject });
    });
  }

  /** A token for a file or folder, as a dialog gives it. */
  give(file: string): string {
    const token = `bench-${this.#next++}`;
    this.#shell({ kind: 'token', token, path: file, name: path.basename(file) });
    return token;
  }

  async usage(): Promise<{ readonly cpuMs: number; readonly peakMb: number }> {
    this.#send({ usage: true });
    for (;;) {
      const [reply] = (await once(this.#child, 'message')) as [HostReply];
      if ('usage' in reply) return reply.usage;
    }
  }

  /** What some work costs the service and all its threads, by the clock and by the processors. */
  async cost(work: () => Promise<unknown>): Promise<Omit<Cost, 'peakMb'>> {
    const before = await this.usage();
    const from = performance.now();
    await work();
    const ms = performance.now() - from;
    return { ms, cpuMs: (await this.usage()).cpuMs - before.cpuMs };
  }

  async close(): Promise<void> {
    this.#shell({ kind: 'close' });
    await once(this.#child, 'exit');
  }

  #shell(shell: ServiceMessage): void {
    this.#send({ shell });
  }

  #send(message: HostMessage): void {
    this.#child.send(message);
  }

  #receive(frame: ReplyFrame): void {
    if (!('id' in frame) || 'progress' in frame) return;
    const call = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if ('result' in frame) call?.resolve(frame.result);
    else call?.reject(new Error(JSON.stringify(frame)));
  }
}
