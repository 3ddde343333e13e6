import { availableParallelism } from 'node:os';
import { Problem } from '#shared/contract/problem.ts';
import type { ExporterSteps, ReaderSteps, WriterSteps } from '../operations/handlers.ts';
import { automaticBackups } from '../store/automatic-backup.ts';
import { acquireLock, type Lock } from '../store/lock.ts';
import { workspaceExists } from '../store/files.ts';
import { finishRestore, isRestoring } from '../store/restore.ts';
import { assertSuitableNode } from './runtime.ts';
import { WorkerLink, type CallOptions } from './link.ts';
import { workerEntry } from './entries.ts';
import { createFilePool, type FilePool } from './file-pool.ts';

/** A step by name, with the types of its handler. */
type Step<Steps, K extends keyof Steps> = Steps[K] extends (context: never, input: infer I) => infer O
  ? { input: I; output: Awaited<O> }
  : never;

interface Threads {
  readonly lock: Lock;
  readonly writer: WorkerLink;
  readonly reader: WorkerLink;
}

/** How long an exporter without work is kept: its memory is wanted elsewhere. */
const idleMs = 5000;
/** What comes before something else: nothing more is asked of an exporter then, and its memory is wanted at once. */
const comesBefore: ReadonlySet<keyof ExporterSteps> = new Set(['care/automatic-backup']);

/** Whether the folder has, or should have, a workspace: one that was lost is told, not taken for none. */
function isUsed(folder: string): boolean {
  return workspaceExists(folder) || isRestoring(folder) || automaticBackups(folder).length > 0;
}

/**
 * The one open workspace of this process: its lock, its writer and reader threads, and, once needed, the exporter and the
 * threads that read files. A thread that ends by itself is started again once; a second time its callers are told.
 */
export class OpenWorkspace {
  readonly folder: string;
  readonly #program: string;
  readonly #now: () => string;
  readonly #onRestart: () => void;
  #threads: Threads | null = null;
  #exporter: Promise<WorkerLink> | null = null;
  /** Requests that the exporter has not answered yet, and the end of an idle one. */
  #exporting = 0;
  #exporterEnd: NodeJS.Timeout | undefined;
  #files: FilePool | null = null;
  #restarts = 0;
  /** How many requests wait for an answer of whichever thread. */
  readonly #waiting = new Int32Array(new SharedArrayBuffer(4));

  constructor(folder: string, program: string, now: () => string, onRestart: () => void) {
    this.folder = folder;
    this.#program = program;
    this.#now = now;
    this.#onRestart = onRestart;
  }

  isOpen(): boolean {
    return this.#threads !== null;
  }

  async openIfPresent(): Promise<void> {
    if (isUsed(this.folder)) await this.openOrCreate();
  }

  /** Opens the workspace, making an empty database where there is none. */
  async openOrCreate(): Promise<void> {
    if (this.#threads !== null) return;
    assertSuitableNode();
    const lock = acquireLock(this.folder, this.#program, this.#now());
    try {
      finishRestore(this.folder);
      this.#threads = { lock, ...(await this.#startBoth()) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The writer first: it migrates; the reader needs the finished schema. */
  async #startBoth(): Promise<Pick<Threads, 'writer' | 'reader'>> {
    const writer = await this.#start('writer');
    try {
      // Once for each start of the program: later, what is unfinished is somebody's work.
      await writer.call('care/sweep', {});
      return { writer, reader: await this.#start('reader') };
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = null;
    await this.#files?.close();
    this.#files = null;
    clearTimeout(this.#exporterEnd);
    const exporter = await this.#exporter?.catch(() => null);
    this.#exporter = null;
    await exporter?.close();
    await threads?.reader.close();
    await threads?.writer.close();
    threads?.lock.release();
  }

  /** Closes, and does something to the folder while no other program can open it. */
  async exchange<T>(work: () => T): Promise<T> {
    await this.close();
    const lock = acquireLock(this.folder, this.#program, this.#now());
    try {
      return work();
    } finally {
      lock.release();
    }
  }

  require(): void {
    if (this.#threads === null) throw new Problem('workspace.absent', {});
  }

  reader(): WorkerLink {
    return this.#open().reader;
  }

  writer(): WorkerLink {
    return this.#open().writer;
  }

  files(): FilePool {
    this.#files ??= createFilePool({ size: Math.max(1, Math.min(4, availableParallelism() - 1)) });
    return this.#files;
  }

  async read<K extends keyof ReaderSteps>(
    step: K,
    input: Step<ReaderSteps, K>['input'],
    options?: CallOptions,
  ): Promise<Step<ReaderSteps, K>['output']> {
    return await this.reader().call(step, input, options);
  }

  async write<K extends keyof WriterSteps>(
    step: K,
    input: Step<WriterSteps, K>['input'],
    options?: CallOptions,
  ): Promise<Step<WriterSteps, K>['output']> {
    return await this.writer().call(step, input, options);
  }

  async export<K extends keyof ExporterSteps>(
    step: K,
    input: Step<ExporterSteps, K>['input'],
    options?: CallOptions,
  ): Promise<Step<ExporterSteps, K>['output']> {
    this.require();
    clearTimeout(this.#exporterEnd);
    this.#exporting += 1;
    try {
      this.#exporter ??= this.#start('exporter');
      const exporter = await this.#exporter;
      return await exporter.call(step, input, options);
    } finally {
      this.#exporting -= 1;
      if (this.#exporting === 0) {
        const restMs = comesBefore.has(step) ? 0 : idleMs;
        this.#exporterEnd = setTimeout(() => void this.#endExporter(), restMs).unref();
      }
    }
  }

  async #endExporter(): Promise<void> {
    const exporter = await this.#exporter?.catch(() => null);
    if (this.#exporting > 0) return;
    this.#exporter = null;
    await exporter?.close();
  }

  #open(): Threads {
    if (this.#threads === null) throw new Problem('workspace.absent', {});
    return this.#threads;
  }

  async #start(role: 'reader' | 'writer' | 'exporter'): Promise<WorkerLink> {
    const start = { role, folder: this.folder, now: this.#now(), waiting: this.#waiting };
    return WorkerLink.start(workerEntry('store-worker'), start, this.#now, () => void this.#restart(role));
  }

  async #restart(role: 'reader' | 'writer' | 'exporter'): Promise<void> {
    if (role === 'exporter') {
      this.#exporter = null;
      return;
    }
    const threads = this.#threads;
    if (threads === null || this.#restarts > 0) {
      await this.close();
      return;
    }
    this.#restarts += 1;
    const link = await this.#start(role);
    this.#threads = { ...threads, [role]: link };
    this.#onRestart();
  }
}
