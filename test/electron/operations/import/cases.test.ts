import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCases } from '#test/fixtures/cases/all.ts';
import { inWords, outcomeOf, type CaseRun } from '#test/fixtures/cases/case.ts';
import { CaseCounty } from '#test/fixtures/cases/county.ts';
import { folderCases, outcomeInFolder } from '#test/fixtures/cases/folders.ts';
import { countyCases } from '#test/fixtures/cases/in-county.ts';
import { ninety, type Ninety } from '#test/fixtures/cases/ninety.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

interface Ran extends CaseRun {
  readonly number: number;
  readonly what: string;
}

const county = new CaseCounty(temporaryFolder());
const ran: Ran[] = [];
beforeAll(() => county.open());
afterAll(() => county.close());

describe('what enterprises send', () => {
  it.each(allCases.map((one) => [one.number, one.what, one] as const))(
    '%i: %s',
    async (number, what, one) => {
      const run = await outcomeOf(one);
      ran.push({ number, what, ...run });
      expect(run.outcome).toEqual(one.expected);
    },
  );
});

describe('what enterprises send, beside a county', () => {
  it.each(countyCases.map((one) => [one.number, one.what, one] as const))(
    '%i: %s',
    async (number, what, one) => {
      const run = await county.outcomeOf(one);
      ran.push({ number, what, ...run });
      expect(run.outcome).toEqual(one.expected);
    },
  );
});

describe('what is chosen to be read', () => {
  it.each(folderCases.map((one) => [one.number, one.what, one] as const))(
    '%i: %s',
    async (number, what, one) => {
      const run = await outcomeInFolder(one);
      ran.push({ number, what, ...run });
      expect(run.outcome).toEqual(one.expected);
    },
  );
});

/** A case of the ninety by its own file, and the other files of its number. */
interface Line extends Ninety {
  readonly run: Ran;
  readonly variants: readonly Ran[];
}

function lineOf(one: Ninety): Line {
  const all = ran.filter(({ number }) => number === one.number);
  const run = one.own === undefined ? all[0] : all.find(({ what }) => what === one.own);
  if (run === undefined) throw new Error(`no file for case ${one.number}`);
  return { ...one, run, variants: all.filter((each) => each !== run) };
}

function printed({ number, what, handling, otherwise, run, variants }: Line): string {
  const asking = variants.filter(({ questions }) => questions > 0).length;
  const others = variants.length === 0 ? '' : `  [${variants.length} more, ${asking} ask]`;
  const why = otherwise === undefined ? '' : `  — ${otherwise}`;
  return `${String(number).padStart(2)}  ${handling.padEnd(6)}  ${run.questions}  ${what}: ${inWords(run.outcome)}${others}${why}`;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

describe('the ninety cases', () => {
  it('are each handled as they are to be, and four in five without a question', () => {
    const lines = ninety.map(lineOf);
    const asking = lines.filter(({ run }) => run.questions > 0);
    const questions = lines.map(({ run }) => run.questions);
    const quiet = Math.round((100 * (lines.length - asking.length)) / lines.length);
    process.stdout.write(
      [
        '    to be   asked',
        ...lines.map(printed),
        `${lines.length} cases, ${ran.length} files: ${quiet} % of the cases need no question, median ${median(questions)}, most ${Math.max(...questions)}`,
        '',
      ].join('\n'),
    );
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1));
    // Whatever is not handled as the table has it says why.
    const unlike = lines.filter(
      ({ handling, run, otherwise }) => run.questions > 0 !== (handling === 'Q') && otherwise === undefined,
    );
    expect(unlike.map(printed)).toEqual([]);
    const refused = lines.filter(({ run }) => run.outcome.refused !== undefined);
    expect(refused.map(({ number }) => number)).toEqual(
      ninety.filter(({ handling }) => handling === 'R').map(({ number }) => number),
    );
    expect(asking.length).toBeLessThanOrEqual(18);
    expect(median(questions)).toBe(0);
    expect(Math.max(...questions)).toBe(1);
  });
});
