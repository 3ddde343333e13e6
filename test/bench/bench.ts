import type { DemoUnit } from '#electron/demo/generate.ts';
import type { Outcome } from './table.ts';

/** The county that several benches look at, made once a run. */
export interface County {
  readonly folder: string;
  readonly units: readonly DemoUnit[];
}

export interface BenchOptions {
  /** A folder of the bench's own, gone when it is done. */
  readonly folder: string;
  readonly rounds: number;
  /** A county of 10,000 enterprises and two years, half done. */
  readonly county: () => County;
}

/** A bench by its name: what it measures, and how it is run. */
export interface Bench {
  readonly name: string;
  readonly measures: string;
  readonly run: (options: BenchOptions) => Promise<Outcome>;
}
