import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '#build/build.ts';
import type { Bench, County } from './bench.ts';
import { checkBench } from './benches/check.ts';
import { editBench } from './benches/edit.ts';
import { gapBench } from './benches/gap.ts';
import { formsBench, listBench, rowsBench } from './benches/import.ts';
import { readingBench } from './benches/reading.ts';
import { screensBench } from './benches/screens.ts';
import { makeCounty } from './data/county-folder.ts';
import { enterprises } from './data/enterprises.ts';
import { printed } from './table.ts';

/** `npm run bench`: figures as tables, never asserted. `npm run bench -- list forms`: only these. */
const benches: readonly Bench[] = [
  listBench,
  formsBench,
  rowsBench,
  gapBench,
  readingBench,
  checkBench,
  editBench,
  screensBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, help: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (values.help || unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.log('npm run bench -- [--rounds 3] [name …]\n');
  for (const { name, measures } of benches) console.log(`  ${name.padEnd(8)} ${measures}`);
  process.exitCode = values.help ? 0 : 2;
} else await runAll(benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));

async function runAll(chosen: readonly Bench[]): Promise<void> {
  // What is measured is the service as it is shipped.
  await buildIfStale();
  const root = mkdtempSync(path.join(tmpdir(), 'nianbao-bench-'));
  let made: County | null = null;
  const county = (): County => {
    if (made !== null) return made;
    const units = enterprises(10_000);
    made = { folder: path.join(root, 'county'), units };
    makeCounty(made.folder, units);
    return made;
  };
  try {
    for (const { name, run } of chosen) {
      const folder = path.join(root, name);
      mkdirSync(folder);
      console.log(printed(await run({ folder, rounds, county })));
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
