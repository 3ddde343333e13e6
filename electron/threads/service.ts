import type { z } from 'zod';
import {
  contract,
  contractVersion,
  isOperation,
  type NamesOf,
  type OperationName,
  type Output,
  type Parsed,
} from '#shared/contract/contract.ts';
import {
  requestFrameSchema,
  type Actor,
  type Progress,
  type ReplyFrame,
  type ServiceEvent,
  type ServiceFailure,
} from '#shared/contract/frames.ts';
import { Problem } from '#shared/contract/problem.ts';
import { loadedEdition } from '../edition.ts';
import { anywhereHandlers, runHandlers } from '../operations/handlers.ts';
import type { RunContext } from '../operations/run-context.ts';
import { asProblem } from '../store/faults.ts';
import { logBug } from '../store/log.ts';
import { FileTokens } from './file-tokens.ts';
import { LoggedBug } from './link.ts';
import { OpenWorkspace } from './open-workspace.ts';
import { Rest } from './rest.ts';

export interface ServiceOptions {
  readonly folder: string;
  /** Shown to a second program that finds the folder in use. */
  readonly program: string;
  readonly build: string;
  readonly now: () => string;
}

export interface AnswerOptions {
  readonly actor?: Actor | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
}

/**
 * The data service: checks each request against the contract and passes it on to the thread that answers it. It holds no
 * connection of its own and does nothing slow, so that cancelling and progress always get through.
 */
export class Service {
  readonly tokens = new FileTokens();
  readonly #options: ServiceOptions;
  readonly #listeners = new Set<(event: ServiceEvent) => void>();
  readonly #workspace: OpenWorkspace;
  /** Why the workspace could not be opened: locked, damaged, newer, read-only. Said to whoever asks for it. */
  #refusal: Problem | null = null;
  #opening: Promise<void> | null = null;
  readonly #rest = new Rest();

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#workspace = new OpenWorkspace(options.folder, options.program, options.now, () =>
      this.#announce({ kind: 'restarted' }),
    );
    this.#rest.started();
  }

  /**
   * Opens the workspace of the folder if there is one. When that can't be done the service still answers: with the
   * reason, except for what works without a workspace (verifying a package, restoring a backup, the doctor).
   */
  open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    await this.#workspace.close();
  }

  listen(listener: (event: ServiceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers one request; rejects with a Problem, or a LoggedBug whose reference the log has. */
  async answer<N extends OperationName>(
    name: N,
    input: unknown,
    options: AnswerOptions = {},
  ): Promise<Output<N>> {
    this.#rest.begin();
    try {
      return (await this.#answer(name, input, options)) as Output<N>;
    } catch (error) {
      const failure = this.describe(error);
      throw 'problem' in failure
        ? new Problem(failure.problem.code, failure.problem.details)
        : new LoggedBug(failure.bug);
    } finally {
      this.#rest.begin();
    }
  }

  /** An error as it is told to a page: a problem, or the reference of a bug that the log now has. */
  describe(error: unknown): ServiceFailure {
    if (error instanceof LoggedBug) return { bug: error.reference };
    const problem = asProblem(error, this.#options.folder);
    return problem === null ? { bug: logBug(this.#options.folder, error) } : { problem: problem.toMessage() };
  }

  /**
   * Serves one page over frames; returns the receiver of its requests, which is false for what is no frame. `send` may be
   * called at any time.
   */
  attach(send: (frame: ReplyFrame) => void): {
    readonly receive: (written: unknown) => boolean;
    readonly detach: () => void;
  } {
    const running = new Map<number, AbortController>();
    send({ hello: { build: this.#options.build, contract: contractVersion } });
    const stop = this.listen((event) => send({ event }));
    const receive = (written: unknown): boolean => {
      const parsed = requestFrameSchema.safeParse(written);
      if (!parsed.success) return false;
      const frame = parsed.data;
      if ('cancel' in frame) {
        running.get(frame.id)?.abort();
        return true;
      }
      const abort = new AbortController();
      running.set(frame.id, abort);
      const { id } = frame;
      const options = {
        actor: frame.actor,
        signal: abort.signal,
        progress: (progress: Progress) => send({ id, progress }),
      };
      const known = isOperation(frame.op)
        ? this.answer(frame.op, frame.input, options)
        : Promise.reject(new Problem('request.unknown', { operation: frame.op }));
      known
        .then(
          (result) => send({ id, result }),
          (error: unknown) => send({ id, ...this.describe(error) }),
        )
        .finally(() => running.delete(id))
        .catch(() => undefined);
      return true;
    };
    const detach = (): void => {
      stop();
      for (const abort of running.values()) abort.abort();
    };
    return { receive, detach };
  }

  async #open(): Promise<void> {
    this.#refusal = null;
    try {
      await this.#workspace.openIfPresent();
    } catch (error) {
      this.#refusal = asProblem(error, this.#options.folder);
      if (this.#refusal === null) throw error;
    }
  }

  async #answer(name: OperationName, input: unknown, options: AnswerOptions): Promise<unknown> {
    const operation = contract[name];
    const parsed = operation.input.safeParse(input ?? {});
    if (!parsed.success) throw invalid(name, parsed.error);
    // Whoever asks again may find the reason gone: the other program closed, the folder writable.
    if (this.#refusal !== null && name === 'workspace.get') await this.open();
    if (
      this.#refusal !== null &&
      (!operation.anywhere || name === 'workspace.get' || name === 'workspace.init')
    )
      throw this.#refusal;
    if (!operation.anywhere) this.#workspace.require();
    if (operation.effect === 'runs') return this.#run(name as NamesOf<'runs'>, parsed.data, options);
    if (operation.effect === 'writes') {
      const result = await this.#workspace.writer().call(name, parsed.data, options);
      this.#announce({ kind: 'changed', by: name });
      return result;
    }
    if (this.#workspace.isOpen()) return this.#workspace.reader().call(name, parsed.data, options);
    const handler = anywhereHandlers[name];
    if (handler === undefined) throw new Problem('workspace.absent', {});
    return handler(
      { store: null, edition: loadedEdition(), folder: this.#options.folder, now: this.#options.now() },
      parsed.data as never,
    );
  }

  async #run(name: NamesOf<'runs'>, input: unknown, options: AnswerOptions): Promise<unknown> {
    const context: RunContext = {
      workspace: this.#workspace,
      tokens: this.tokens,
      // Bound when it is asked for: most of these have their steps answered in threads of their own.
      get edition() {
        return loadedEdition();
      },
      folder: this.#options.folder,
      now: this.#options.now,
      actor: options.actor ?? null,
      signal: options.signal ?? new AbortController().signal,
      progress: options.progress ?? (() => undefined),
      changed: () => this.#announce({ kind: 'changed', by: name }),
      open: () => this.open(),
      refusal: () => this.#refusal,
    };
    const handler = runHandlers[name] as (
      context: RunContext,
      input: Parsed<typeof name>,
    ) => Promise<unknown>;
    return handler(context, input as Parsed<typeof name>);
  }

  #announce(event: ServiceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function invalid(operation: string, error: z.ZodError): Problem {
  const issue = error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return new Problem('request.invalid', {
    operation,
    where: where === '' ? '(输入)' : where,
    expected: issue === undefined ? '' : expectedBy(issue),
  });
}

/** What an input should have been, in signs that need no language. */
function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ');
  if (issue.code === 'invalid_type') return issue.expected;
  return issue.message;
}
