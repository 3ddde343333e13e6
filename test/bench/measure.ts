import { readFileSync } from 'node:fs';
import path from 'node:path';

/** For child processes: what Node has made of the sources is kept, so that turning them into JavaScript is not measured. */
export const compileCache = {
  NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/bench'),
} as const;

/** What a piece of work cost: time by the clock, by the processors, and the most memory its process ever held. */
export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** VmHWM of this process; where the system has none, the greatest resident size it has counted. */
export function peakMb(): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found !== null) return Number(found[1]) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}

export async function costOf(work: () => unknown): Promise<Cost> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000, peakMb: peakMb() };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** The value that a share of the others stays below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs each of the works once a round, one after the other, so that a busy machine is busy for all of them. */
export async function interleaved<K extends string, T>(
  rounds: number,
  works: Readonly<Record<K, () => Promise<T>>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(works) as K[];
  const found = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) found[name].push(await works[name]());
  }
  return found;
}
