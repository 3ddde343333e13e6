import type { DemoUnit } from '#electron/demo/generate.ts';
import type { FilingDocument, UnitDocuments } from '#shared/checking/documents.ts';
import { county, years } from './enterprises.ts';

/** The enterprises' returns as the checker sees them: this year's in draft, last year's accepted. */
export function documentsOf(units: readonly DemoUnit[]): readonly UnitDocuments[] {
  return units.map((unit) => {
    const filings = [years.now, years.before].map((year, back) => {
      const returns = Object.entries(unit.returns[year] ?? {});
      return new Map<string, FilingDocument>(
        returns.map(([code, cells]) => [
          code,
          {
            state: back === 0 ? 'draft' : 'accepted',
            tables: new Map([[code, [{ key: '', cells, rounded: [] }]]]),
          },
        ]),
      );
    });
    return {
      id: unit.id,
      facts: { 类型: '企业', 状态: '1', 名称: unit.name, 行业: unit.industry, 区划: county.code },
      filing: (code, back) => filings[back]?.get(code),
    };
  });
}
