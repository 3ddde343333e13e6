import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { compileCache } from './measure.ts';
import type { Reader, ReadOutcome } from './children/read-files.ts';

/** The thread that reads files has 12 MB for young objects (electron/threads/file-pool.ts): three times this. */
const asInThread = ['--max-semi-space-size=4'];

/** What a process of the runtime takes that does nothing: a part of each figure of memory, and the same for all that it runs. */
export function emptyMb(): number {
  const nothing = (): number => {
    const { stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'children/nothing.ts')], {
      env: { ...process.env, ...compileCache },
    });
    return Number(stdout.toString());
  };
  // The first may have to make JavaScript of the sources, which the readers' processes find made.
  nothing();
  return nothing();
}

/** Reads a file, or every file of a folder, with one reader in a process of its own. */
export function readIn(reader: Reader, target: string): ReadOutcome {
  const script = path.join(import.meta.dirname, 'children/read-files.ts');
  const limits = ['--max-old-space-size=8192', ...(reader === 'own' ? asInThread : [])];
  return outcomeOf(process.execPath, [...limits, script, reader, target]);
}

const openpyxl = `
import json, re, sys, time, datetime
import openpyxl
def seconds():
    return time.process_time()
start, cpu = time.perf_counter(), seconds()
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
ms, cpu = (time.perf_counter() - start) * 1000, (seconds() - cpu) * 1000
peak = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()).group(1)) / 1024
cells, total, epoch = 0, 0, datetime.datetime(1899, 12, 30)
for row in book.worksheets[0].iter_rows(values_only=True):
    for value in row:
        if value is None: continue
        cells += 1
        if isinstance(value, bool): continue
        if isinstance(value, (int, float)): total += value
        if isinstance(value, datetime.datetime): total += (value - epoch).days
print(json.dumps({'ms': ms, 'cpuMs': cpu, 'peakMb': peak, 'cells': cells, 'sum': total}))
`;

export function hasOpenpyxl(): boolean {
  return spawnSync('python3', ['-c', 'import openpyxl']).status === 0;
}

export function readInPython(file: string): ReadOutcome {
  return outcomeOf('python3', ['-c', openpyxl, file]);
}

function outcomeOf(program: string, args: readonly string[]): ReadOutcome {
  const { stdout, stderr, status } = spawnSync(program, [...args], {
    env: { ...process.env, ...compileCache },
    maxBuffer: 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${args.join(' ').slice(0, 200)}: ${stderr.toString().slice(-2000)}`);
  return JSON.parse(stdout.toString()) as ReadOutcome;
}
