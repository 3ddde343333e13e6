import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, NamesOf, Output } from '#shared/contract/contract.ts';
import type { Progress, ServiceFailure } from '#shared/contract/frames.ts';
import { connection } from './client.ts';
import { CallError } from './connection.ts';

export interface Read<T> {
  /** The newest answer; kept while a newer one is on its way, so that the screen does not flicker. */
  readonly data: T | null;
  readonly failure: ServiceFailure | null;
  readonly loading: boolean;
  /** Of a first answer that takes long: how much is done, in parts of 1. */
  readonly share: number | null;
  readonly again: () => void;
}

/**
 * Asks a `reads` operation and asks again after every commit: the database is the truth, the page keeps no copy of its
 * own. What is committed while an answer is on its way is asked for once more, not once each. Pass null as input to ask
 * nothing.
 */
export function useRead<N extends NamesOf<'reads'>>(name: N, input: Input<N> | null): Read<Output<N>> {
  const [state, setState] = useState<{
    data: Output<N> | null;
    failure: ServiceFailure | null;
    loading: boolean;
    share: number | null;
    of: string;
  }>({
    data: null,
    failure: null,
    loading: true,
    share: null,
    of: '',
  });
  const key = JSON.stringify([name, input]);
  const latest = useRef(0);
  const asked = useRef<{ readonly key: string; isOutdated: boolean } | null>(null);

  const ask = useCallback(() => {
    if (asked.current?.key === key) {
      asked.current.isOutdated = true;
      return;
    }
    const [, wanted] = JSON.parse(key) as [N, Input<N> | null];
    const turn = ++latest.current;
    asked.current = null;
    if (wanted === null) {
      setState({ data: null, failure: null, loading: false, share: null, of: key });
      return;
    }
    const question = { key, isOutdated: false };
    asked.current = question;
    const answered = (set: () => void): void => {
      if (turn !== latest.current) return;
      set();
      if (question.isOutdated) {
        question.isOutdated = false;
        call();
      } else asked.current = null;
    };
    const progress = ({ done, total }: Progress): void => {
      if (turn !== latest.current) return;
      setState((before) => (before.data === null ? { ...before, share: done / Math.max(1, total) } : before));
    };
    const call = (): void => {
      connection.call(name, wanted, { progress }).then(
        (data) => answered(() => setState({ data, failure: null, loading: false, share: null, of: key })),
        (error: unknown) =>
          answered(() => {
            const failure: ServiceFailure =
              error instanceof CallError ? error.failure : { bug: String(error) };
            setState((before) => ({ ...before, failure, loading: false, share: null, of: key }));
          }),
      );
    };
    call();
  }, [key, name]);

  useEffect(() => {
    // The answer comes later, in a callback; only a null input is answered at once.
    // oxlint-disable-next-line react/set-state-in-effect
    ask();
    const turns = latest;
    const stop = connection.listen(ask);
    const open = asked;
    return () => {
      turns.current += 1;
      open.current = null;
      stop();
    };
  }, [ask]);

  const { data, failure, share } = state;
  return { data, failure, share, loading: state.loading || state.of !== key, again: ask };
}
