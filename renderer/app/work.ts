import { create } from 'zustand';
import type { Input, NamesOf, Output } from '#shared/contract/contract.ts';
import type { Progress, ServiceFailure } from '#shared/contract/frames.ts';
import type { MadeFile } from '#shared/contract/operation.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import { connection, host } from '../api/client.ts';
import { CallError } from '../api/connection.ts';
import type { Sending } from '../api/host.ts';

export interface RunningWork {
  readonly id: number;
  readonly title: string;
  readonly progress: Progress | null;
  readonly cancel: () => void;
}

export interface PageNotice {
  readonly id: number;
  readonly kind: 'success' | 'info' | 'error';
  readonly text: string | null;
  readonly failure: ServiceFailure | null;
  /** The operation that failed: trying it again takes the notice away. */
  readonly of?: string;
}

interface WorkStore {
  readonly running: readonly RunningWork[];
  readonly notices: readonly PageNotice[];
  /** When something was last written, as the page's clock had it. */
  readonly savedAt: Date | null;
}

/** Long work and what came of it: outside the screens, so that both survive moving between them. */
export const useWork = create<WorkStore>(() => ({ running: [], notices: [], savedAt: null }));

let next = 1;

export function dismiss(id: number): void {
  useWork.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

export function say(kind: PageNotice['kind'], text: string): void {
  const id = next++;
  useWork.setState((state) => ({ notices: [...state.notices, { id, kind, text, failure: null }].slice(-4) }));
  // What went wrong stays until it is closed; the rest has been seen by then, and the screens say it too.
  setTimeout(() => dismiss(id), kind === 'success' ? 6000 : 15_000);
}

function retry(name: string): void {
  useWork.setState((state) => ({ notices: state.notices.filter((notice) => notice.of !== name) }));
}

export function sayFailure(failure: ServiceFailure, of?: string): void {
  // A cancelled request is what the person wanted.
  if (cancelledAt(failure) !== null) return;
  const id = next++;
  const written = JSON.stringify(failure);
  useWork.setState((state) => ({
    notices: [
      // Several reads that fail for one reason say it once.
      ...state.notices.filter((notice) => JSON.stringify(notice.failure) !== written),
      { id, kind: 'error' as const, text: null, failure, ...(of === undefined ? {} : { of }) },
    ].slice(-4),
  }));
}

/** How far it had come when somebody stopped it; null when something went wrong. */
export function cancelledAt(
  failure: ServiceFailure,
): { readonly done?: number; readonly total?: number } | null {
  return 'problem' in failure && failure.problem.code === 'request.cancelled'
    ? failure.problem.details
    : null;
}

export function failureOf(error: unknown): ServiceFailure {
  return error instanceof CallError
    ? error.failure
    : { bug: error instanceof Error ? error.message : String(error) };
}

/** A piece of long work in the bar below, until it ends. */
function begin(title: string): {
  readonly signal: AbortSignal;
  readonly progress: (at: Progress) => void;
  readonly end: () => void;
} {
  const id = next++;
  const abort = new AbortController();
  useWork.setState((state) => ({
    running: [...state.running, { id, title, progress: null, cancel: () => abort.abort() }],
  }));
  return {
    signal: abort.signal,
    progress: (at) =>
      useWork.setState((state) => ({
        running: state.running.map((work) => (work.id === id ? { ...work, progress: at } : work)),
      })),
    end: () => useWork.setState((state) => ({ running: state.running.filter((work) => work.id !== id) })),
  };
}

/** Does long work with progress and cancel in the bar below; null when it failed, which is said there too. */
export async function run<N extends NamesOf<'runs'>>(
  title: string,
  name: N,
  input: Input<N>,
): Promise<Output<N> | null> {
  const done = await attemptRun(title, name, input);
  if ('result' in done) return done.result;
  sayFailure(done.failure, name);
  return null;
}

/** Does long work and leaves it to the caller to say what went wrong, or how far it had come. */
export async function attemptRun<N extends NamesOf<'runs'>>(
  title: string,
  name: N,
  input: Input<N>,
): Promise<{ readonly result: Output<N> } | { readonly failure: ServiceFailure }> {
  retry(name);
  const { signal, progress, end } = begin(title);
  try {
    return { result: await connection.call(name, input, { signal, progress }) };
  } catch (error) {
    return { failure: failureOf(error) };
  } finally {
    end();
  }
}

/** Gets files from the person; in the browser their way here shows in the bar below. None when it failed, which is said. */
export async function receive(
  title: string,
  get: (sending: Sending) => Promise<readonly ChosenFile[]>,
): Promise<readonly ChosenFile[]> {
  let work: ReturnType<typeof begin> | null = null;
  const abort = new AbortController();
  try {
    return await get({
      signal: abort.signal,
      progress: (at) => {
        // Only once the dialog is closed is there anything to show.
        if (work === null) {
          work = begin(title);
          work.signal.addEventListener('abort', () => abort.abort());
        }
        work.progress(at);
      },
    });
  } catch (error) {
    sayFailure(failureOf(error));
    return [];
  } finally {
    (work as ReturnType<typeof begin> | null)?.end();
  }
}

/** Writes at once; null when it was refused, which is said. */
export async function write<N extends NamesOf<'writes'>>(
  name: N,
  input: Input<N>,
): Promise<Output<N> | null> {
  retry(name);
  const done = await attempt(name, input);
  if ('failure' in done) {
    sayFailure(done.failure, name);
    return null;
  }
  return done.result;
}

/** Writes at once and leaves it to the caller to say what went wrong, beside the field. */
export async function attempt<N extends NamesOf<'writes'>>(
  name: N,
  input: Input<N>,
): Promise<{ readonly result: Output<N> } | { readonly failure: ServiceFailure }> {
  try {
    const result = await connection.call(name, input);
    useWork.setState({ savedAt: new Date() });
    return { result };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Saves a file that the service made where the person wishes; true once it lies there. */
export async function saveMade(file: MadeFile): Promise<boolean> {
  const { saved, failure } = await host.save(file);
  if (failure !== null) sayFailure(failure);
  return saved !== null;
}
