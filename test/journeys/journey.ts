import { expect } from 'vitest';
import type { JourneyFolder } from '#test/fixtures/journey-folder.ts';

/** What a way into the program must be able to do; the journey itself is the same for all of them. */
export interface Traveller {
  readonly init: (county: string, year: number) => Promise<void>;
  /** Imports the folder, new units added; how many files ended how. */
  readonly importFolder: (
    folder: string,
  ) => Promise<{ committed: number; questions: number; refused: number }>;
  /** Answers the one open question by adding the unit. */
  readonly addUnknownUnit: () => Promise<void>;
  /** Open findings as class and rule family, of units and of the county. */
  readonly openFindings: () => Promise<readonly { readonly class: string; readonly rule: string }[]>;
  readonly correct: (unit: { id: string; name: string }, code: string, value: number) => Promise<void>;
  /** Explains every open finding of class B and C. */
  readonly explainAll: (text: string) => Promise<void>;
  readonly acceptAll: () => Promise<void>;
  /** An indicator's value as it is shown once only accepted filings count. */
  readonly total: (indicator: string) => Promise<number>;
  readonly signOff: (statisticsHead: string, officeHead: string) => Promise<void>;
  /** Makes a key, seals, and returns the package's file. */
  readonly seal: (passphrase: string) => Promise<string>;
  readonly verify: (file: string) => Promise<boolean>;
}

/** init → import folder → findings → correct one, explain one → accept → total → sign off → seal → verify. */
export async function travel(traveller: Traveller, sent: JourneyFolder): Promise<string> {
  await traveller.init('220122', 2015);
  expect(await traveller.importFolder(sent.folder)).toEqual({ committed: 9, questions: 1, refused: 1 });
  await traveller.addUnknownUnit();

  const found = await traveller.openFindings();
  expect(found).toContainEqual({ class: 'A', rule: 'JC102-02-1' });
  expect(found).toContainEqual({ class: 'B', rule: 'JC101-01-2' });
  expect(found.filter((item) => item.class === 'A')).toHaveLength(1);

  await traveller.correct(sent.above, '02', sent.trueNewProducts);
  expect((await traveller.openFindings()).filter((item) => item.class === 'A')).toHaveLength(0);
  await traveller.explainAll('已与企业核对营业执照和原始台账,数据属实。');
  expect(await traveller.openFindings()).toEqual([]);

  await traveller.acceptAll();
  // Over what is accepted the county itself has a finding: one enterprise makes more than half of the output.
  expect(await traveller.openFindings()).toEqual([{ class: 'C', rule: 'PK000-4' }]);
  await traveller.explainAll('已电话核实该企业的产值,与增值税申报一致。');
  expect(await traveller.total('I001')).toBe(sent.newProductRate);
  await traveller.signOff('王统计', '李局长');
  const file = await traveller.seal('correct horse 9');
  expect(await traveller.verify(file)).toBe(true);
  return file;
}
