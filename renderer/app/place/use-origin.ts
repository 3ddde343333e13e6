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
    const ask = (): void => {
      const wanted = JSON.parse(asked) as Input<'provenance.get'>;
      connection.call('provenance.get', wanted, { signal }).then(
        (origin) => !signal.aborted && setAnswer({ of: asked, origin, failure: null }),
        (error: unknown) =>
          !signal.aborted && setAnswer({ of: asked, origin: null, failure: failureOf(error) }),
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
