import path from 'node:path';
import type { Output } from '#shared/contract/contract.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import type { Service } from '#electron/threads/service.ts';
import type { Traveller } from './journey.ts';

export function operationsTraveller(service: Service, out: string): Traveller {
  const openFindings = (): Promise<Output<'findings.list'>> =>
    service.answer('findings.list', { open: true, limit: 1000 });
  return {
    init: async (county, year) => {
      await service.answer('workspace.init', { county, year });
    },
    importFolder: async (folder) => {
      const token = service.tokens.give(folder, path.basename(folder));
      const { batches } = await service.answer('import.run', { files: [token], newUnits: 'add' });
      const count = (outcome: string): number => batches.filter((batch) => batch.outcome === outcome).length;
      return { committed: count('committed'), questions: count('questions'), refused: count('refused') };
    },
    addUnknownUnit: async () => {
      const { batches } = await service.answer('import.list', {});
      const asked = batches.find((batch) => batch.outcome === 'questions');
      await service.answer('import.answer', { batch: asked?.id, answers: { 'group:unit-unknown': 'add' } });
    },
    openFindings: async () =>
      (await openFindings()).findings.map(({ finding }) => ({ class: finding.class, rule: finding.family })),
    correct: async (unit, code, value) => {
      await service.answer('filing.correct', {
        unit: unit.id,
        return: 'JC102',
        cells: { [code]: String(value) },
        basis: 'letter',
      });
    },
    explainAll: async (text) => {
      for (const { finding } of (await openFindings()).findings) {
        await service.answer('finding.explain', { finding: finding.id, category: '核实无误', text });
      }
    },
    acceptAll: async () => {
      await service.answer('filing.acceptClean', {});
    },
    total: async (indicator) => {
      const report = await service.answer('report.get', { report: 'ZH301' });
      if (report.kind !== 'indicators') throw new Error(`ZH301 is of kind ${report.kind}`);
      return report.rows.find((row) => row.code === indicator)?.value ?? Number.NaN;
    },
    signOff: async (statisticsHead, officeHead) => {
      await service.answer('round.signoff', { role: 'statistics-head', name: statisticsHead });
      await service.answer('round.signoff', { role: 'office-head', name: officeHead });
    },
    seal: async (passphrase) => {
      await service.answer('key.new', { passphrase });
      const { file } = await service.answer('package.seal', { format: 'both', passphrase });
      return saveMadeFile(service.tokens.take(file.token), `${out}${path.sep}`);
    },
    verify: async (file) =>
      (await service.answer('package.verify', { file: service.tokens.give(file, path.basename(file)) }))
        .valid,
  };
}
