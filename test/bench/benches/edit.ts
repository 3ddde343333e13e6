import Database from 'better-sqlite3';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import { isDraft } from '../data/county-folder.ts';
import { median, quantile } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';

const edits = 25;

/** One commit of about an edit's size under the settings of the store, and nothing else. */
function bareCommits(folder: string): { readonly commit: () => void; readonly close: () => void } {
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, cells TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO entry (cells) VALUES (?)');
  return { commit: () => void insert.run('x'.repeat(300)), close: () => db.close() };
}

export const editBench: Bench = {
  name: 'edit',
  measures: 'one edit saved and checked in a county of 10,000, beside a bare SQLite commit',
  run: async ({ folder, rounds, county }) => {
    const { folder: data, units } = county();
    const drafts = units.filter((_, index) => isDraft(index));
    const service = await ServiceProcess.start(data);
    const bare = bareCommits(folder);
    const own: number[][] = [];
    const commits: number[][] = [];
    const first: number[] = [];
    // The first round fills caches and is not counted, but for the wait of the first edit.
    for (let round = 0; round <= rounds; round++) {
      const [edited, committed]: [number[], number[]] = [[], []];
      for (let index = 0; index < edits; index++) {
        const unit = drafts[round * edits + index]?.id ?? '';
        const { cells } = await service.ask('filing.get', { unit, return: 'JC102' });
        // As a page does it, which has the form before it.
        const seen = { '39': cells.find(({ key }) => key === '39')?.value ?? null };
        const from = performance.now();
        await service.ask('filing.set', {
          unit,
          return: 'JC102',
          cells: { '39': String(1000 + index) },
          seen,
        });
        edited.push(performance.now() - from);
        const start = performance.now();
        bare.commit();
        committed.push(performance.now() - start);
      }
      if (round === 0) {
        first.push(...edited.slice(0, 1));
        continue;
      }
      own.push(edited);
      commits.push(committed);
    }
    bare.close();
    await service.close();
    const peer = (measure: (values: readonly number[]) => number): { name: string; values: number[] } => ({
      name: 'bare commit',
      values: commits.map(measure),
    });
    const slow = (values: readonly number[]): number => quantile(values, 0.95);
    return {
      title: `edit: filing.set in a county of ${units.length} enterprises, ${edits} edits a round`,
      figures: [
        { what: 'one edit, median', unit: 'ms', ours: own.map(median), peer: peer(median), aim: '≤ 50 ms' },
        { what: 'one edit, 95 of 100 below', unit: 'ms', ours: own.map(slow), peer: peer(slow) },
        { what: 'the first edit, with the start of the service', unit: 'ms', ours: first },
      ],
      remarks: [],
    };
  },
};
