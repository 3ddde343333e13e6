import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Edition } from '#shared/returns/definition.ts';
import type { Figures } from './check.ts';
import { seen, type Report, type Setting } from './reading.ts';

/** It filed last year, operates in the county, and has not filed. */
export function checkMissing(report: Report, unit: UnitDocuments, { around }: Setting): void {
  if (seen(unit, 'JC102', 1) === undefined || seen(unit, 'JC102') !== undefined) return;
  const area = unit.facts['区划'];
  if (unit.facts['状态'] === '1' && (area === undefined || around.isOfCounty(area))) report('PK000-2');
}

const headlines = (
  'I001 I003 I004 I005 I007 I008 I009 I010 I011 I012 I013 I014 I015 I016 I017 I019 I020 I021 I022 I023 I024 I025 ' +
  'I026 I027 I028 I031 I032 I033 I034 I036 I037 I038 I039 I066 I071 I114'
).split(' ');
/** Nobody files what these are made from. */
const ofNobody = new Set(['I002', 'I109', 'I128.1', 'I128.2']);

export function checkCounty(
  report: Report,
  { rows }: Setting,
  figures: Pick<Figures, 'indicator' | 'hasReporter'>,
  indicators: Edition['indicators'],
): void {
  for (const code of headlines) {
    const [now, before] = [figures.indicator(code, 0), figures.indicator(code, 1)];
    // Some have decimals: what binary fractions add in the last places is none of the change.
    if (
      now !== null &&
      before !== null &&
      Math.round(1e6 * (10 * Math.abs(now - before) - 3 * Math.abs(before))) > 0
    )
      report(`PK000-3-${code}`);
  }
  const output = rows.total('01', null);
  if (2 * output.greatest > output.most) report('PK000-4');
  for (const { code } of indicators)
    if (!ofNobody.has(code) && !figures.hasReporter(code)) report(`PK000-5-${code}`);
}
