import { useEffect, useState } from 'react';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import { connection } from '../../api/client.ts';
import { failureOf } from '../work.ts';

export type Origin = Output<'provenance.get'>;

interface Answered {
  readonly of: string;
  readonly origin: Origin | null;
  readonly failure: ServiceFailure | null;
}

/** Cells that are only passed through are not worth opening a file for. */
const restMs = 150;

/** Asks where a cell's value came from, and again after every commit. The answer for another cell is none. */
export function useOrigin(input: Input<'provenance.get'>): Answered & { readonly again: () => void } {
  const asked = JSON.stringify(input);
  const [answer, setAnswer] = useState<Answered>({ of: '', origin: null, failure: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const signal = abort.signal;
    // An import commits twice a second, and each answer opens a file: what changes meanwhile is asked for once more.
    let isAsking = false;
    let isOutdated = false;
    const ask = (): void => {
      isOutdated = isAsking;
      if (isAsking) return;
      isAsking = true;
      const wanted = JSON.parse(asked) as Input<'provenance.get'>;
      const answered = (answer: Answered): void => {
        if (signal.aborted) return;
        setAnswer(answer);
        isAsking = false;
        if (isOutdated) ask();
      };
      connection.call('provenance.get', wanted, { signal }).then(
        (origin) => answered({ of: asked, origin, failure: null }),
        (error: unknown) => answered({ of: asked, origin: null, failure: failureOf(error) }),
      );
    };
    const timer = setTimeout(ask, restMs);
    const stop = connection.listen(ask);
    return () => {
      clearTimeout(timer);
      stop();
      abort.abort();
    };
  }, [asked, turn]);
  const isOfAnother = answer.of !== asked;
  return {
    ...(isOfAnother ? { of: asked, origin: null, failure: null } : answer),
    again: () => setTurn((before) => before + 1),
  };
}
