import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { CellValue } from '#shared/values/cell.ts';
import { countyUnits } from '../demo/county/county.ts';
import { openYear } from '../demo/county/profile.ts';
import { sentCounty } from '../demo/county/mistakes.ts';
import { generateDemo } from '../demo/generate.ts';
import { logAct } from '../store/acts.ts';
import { commitRecords } from '../store/commit.ts';
import { addExplanation } from '../store/findings.ts';
import { setFiling, setRound } from '../store/rounds.ts';
import type { County } from '../store/settings.ts';
import { setFact } from '../store/units.ts';
import type { ExportContext, WriteContext } from './context.ts';
import { enterUnit } from './directory.ts';
import { recheckCounty } from './documents.ts';
import { filingWrites } from './filing-writes.ts';
import { allFindings, isOpen } from './findings.ts';
import { workspaceWriterSteps } from './workspace.ts';

export const demoWriterSteps = { 'demo/before': before, 'demo/settle': settle };
export const demoExporterSteps = { 'demo/workbooks': workbooks };

export function demoFolder(folder: string): string {
  return path.join(folder, '示范企业报表');
}

/** The year before, as the province accepted it, and the open year with what every unit owes. */
function before(context: WriteContext): { readonly county: County; readonly year: number } {
  const { county, years, units, own } = generateDemo();
  const [last, year] = years;
  workspaceWriterSteps['workspace/start-year'](context, { county, year: last, demonstration: true });
  for (const { id, name, creditCode, industry, size, returns } of units) {
    enterUnit(context, last, {
      id,
      kind: '企业',
      facts: {
        name,
        creditCode,
        organisationCode: creditCode.slice(8, 17),
        industry,
        size,
        status: '1',
        area: county.code,
      },
    });
    setFact(context.store, id, 'industryEdition', '2011', last);
    accepted(context, last, id, returns[last] ?? {});
  }
  accepted(context, last, county.code, own[last] ?? {});
  setRound(context.store, last, 'accepted', null);
  recheckCounty(context, last);
  logAct(context.store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year: last,
    act: 'start',
    before: 'open',
    after: 'accepted',
    reason: '示范数据',
  });
  workspaceWriterSteps['workspace/start-year'](context, { county, year, demonstration: true });
  return { county, year };
}

/** A unit's returns of a year as they were accepted then. */
function accepted(
  context: WriteContext,
  year: number,
  unit: string,
  returns: Readonly<Record<string, Readonly<Record<string, CellValue>>>>,
): void {
  const acts = Object.entries(returns).map(([code, cells]) => ({
    unit,
    return: code,
    cells: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, { value }])),
  }));
  commitRecords(context.store, { at: context.now, actor: context.actor, kind: 'carry', year }, acts);
  for (const act of acts)
    setFiling(context.store, year, unit, act.return, 'accepted', {
      reason: null,
      basis: null,
      now: context.now,
    });
}

/** The workbooks of the open year, and those of them to import at once: a few are left for trying out. */
async function workbooks(
  context: ExportContext,
  input: { readonly clean: boolean; readonly size: 'small' | 'full' },
): Promise<{
  readonly files: readonly { readonly path: string; readonly name: string }[];
  readonly unconfirmed: readonly string[];
}> {
  const [{ writeDemoWorkbooks }, { ownForms, writeCountyWorkbooks }] = await Promise.all([
    import('../demo/workbooks.ts'),
    import('../demo/county/workbooks.ts'),
  ]);
  const folder = demoFolder(context.folder);
  const left: string[] = [];
  let unconfirmed: readonly string[] = [];
  if (input.size === 'small') {
    const demo = generateDemo();
    await writeDemoWorkbooks(folder, demo, context.edition, input.clean);
    left.push(...demo.units.slice(0, 2).map((unit) => unit.name));
  } else {
    const units = [...countyUnits('full')];
    const sent = sentCounty(units, context.edition, input.clean);
    await writeCountyWorkbooks(folder, sent.filings, context.edition);
    left.push(...units.slice(ownForms - 2, ownForms).map((unit) => unit.facts[openYear]?.name ?? unit.id));
    ({ unconfirmed } = sent);
  }
  const files = readdirSync(folder)
    .filter((name) => input.clean || !left.some((unit) => name.startsWith(unit)))
    .sort()
    .map((name) => ({ path: path.join(folder, name), name }));
  return { files, unconfirmed };
}

/** Without planted mistakes what is left are findings to be explained; then every filing is accepted. */
function settle(context: WriteContext, { year }: { readonly year: number }): null {
  // Some rules read what other units have had accepted: a second pass takes those that waited for it.
  do explainAll(context, year);
  while (filingWrites['filing.acceptClean'](context, { year }).accepted > 0);
  // Findings of the county are judged over what is accepted.
  explainAll(context, year);
  return null;
}

/** Explains everything of a year, or of one return, that is open and can be explained. */
export function explainAll(context: WriteContext, year: number, returnCode?: string): void {
  for (const { finding } of allFindings(context, year).filter(
    (item) =>
      isOpen(item) &&
      item.finding.class !== 'A' &&
      (returnCode === undefined || item.finding.return === returnCode),
  )) {
    addExplanation(context.store, year, {
      finding: finding.id,
      operands: finding.operands,
      category: '核实无误',
      text: '已向单位核对原始台账,填报数据属实。',
      at: context.now,
      actor: context.actor.name,
    });
  }
}
