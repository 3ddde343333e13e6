import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Traveller } from './journey.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Ended {
  readonly code: number;
  readonly json: Record<string, unknown>;
}

/** Runs one command of the built program; `--json` prints exactly one document. */
export async function nianbao(data: string, words: readonly string[], passphrase?: string): Promise<Ended> {
  const child = spawn(process.execPath, [
    path.join(root, 'dist/cli.js'),
    ...words,
    '--data',
    data,
    '--json',
    ...(passphrase === undefined ? [] : ['--passphrase-stdin']),
  ]);
  child.stdin.end(passphrase === undefined ? '' : `${passphrase}\n`);
  const out: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
  const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
  return { code, json: JSON.parse(Buffer.concat(out).toString('utf8')) as Record<string, unknown> };
}

interface Batch {
  readonly id: string;
  readonly outcome: string;
  readonly questions: readonly { readonly id: string }[];
}

interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly class: string;
}

export function terminalTraveller(data: string, out: string): Traveller {
  const run = (...words: string[]): Promise<Ended> => nianbao(data, words);
  let folder = '';
  const openFindings = async (): Promise<readonly Finding[]> =>
    (await run('check', '--open')).json['findings'] as Finding[];
  return {
    init: async (county, year) => {
      await run('init', '--county', county, '--year', String(year));
    },
    importFolder: async (given) => {
      folder = given;
      const batches = (await run('import', given, '--new-units', 'add')).json['batches'] as Batch[];
      const count = (outcome: string): number => batches.filter((batch) => batch.outcome === outcome).length;
      return { committed: count('committed'), questions: count('questions'), refused: count('refused') };
    },
    addUnknownUnit: async () => {
      // Naming the unit's file again with the answer: the same batch, staged anew.
      const again = (await run('import', folder, '--dry-run')).json['batches'] as Batch[];
      const asked = again.flatMap((batch) => batch.questions);
      const { writeFileSync } = await import('node:fs');
      const answers = path.join(data, 'answers.json');
      writeFileSync(
        answers,
        JSON.stringify(Object.fromEntries(asked.map((question) => [question.id, 'add']))),
      );
      await run('import', folder, '--new-units', 'add', '--answers', answers);
    },
    openFindings: async () =>
      (await openFindings()).map((finding) => ({ class: finding.class, rule: familyOf(finding.rule) })),
    correct: async (unit, code, value) => {
      await run('correct', `${unit.id}/JC102`, `${code}=${value}`, '--basis', 'letter');
    },
    explainAll: async (text) => {
      for (const finding of await openFindings())
        await run('explain', finding.id, '--category', '核实无误', '--text', text);
    },
    acceptAll: async () => {
      await run('accept', '--all-clean');
    },
    total: async (indicator) => {
      const rows = (await run('report', 'ZH301')).json['rows'] as { code: string; value: number }[];
      return rows.find((row) => row.code === indicator)?.value ?? Number.NaN;
    },
    signOff: async (statisticsHead, officeHead) => {
      await run('signoff', '--role', 'statistics-head', '--name', statisticsHead);
      await run('signoff', '--role', 'office-head', '--name', officeHead);
    },
    seal: async (passphrase) => {
      await nianbao(data, ['key', 'new'], passphrase);
      return (await nianbao(data, ['seal', '--format', 'both', '--out', out], passphrase)).json[
        'file'
      ] as string;
    },
    verify: async (file) => {
      const { code, json } = await run('verify', file);
      return code === 0 && json['valid'] === true;
    },
  };
}

/** JC102-Y1-05 → JC102-Y1: an expanded rule carries its field at the end. */
function familyOf(rule: string): string {
  return /^[A-Z]{2}\d{3}-(Y\d|U\d)/.exec(rule)?.[0] ?? rule;
}
