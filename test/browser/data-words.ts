import { loadedEdition } from '#electron/edition.ts';
import type { Service } from '#electron/threads/service.ts';

/** What is Chinese in any language: the county's own data, the official forms' headers and the rules' notation. */
export async function dataWords(service: Service): Promise<string> {
  const words: (string | null)[] = ['中文', '不详'];
  const { county } = await service.answer('workspace.get', {});
  words.push(county?.name ?? null);
  const { units } = await service.answer('units.list', { limit: 1000 });
  words.push(...units.map((unit) => unit.name));
  const { batches } = await service.answer('import.list', { limit: 1000 });
  words.push(...batches.map((batch) => batch.file));
  // The one file whose sheet is shown when the screen opens.
  for (const { id } of batches.filter((batch) => batch.outcome === 'questions')) {
    const page = await service.answer('import.preview', { batch: id, limit: 200 });
    words.push(page.sheet, ...page.rows.flatMap((row) => row.cells.map((cell) => cell.text)));
  }
  const { findings } = await service.answer('findings.list', { limit: 1000 });
  words.push(...findings.map((item) => item.words.notation));
  for (const code of ['JC101', 'JC102']) {
    const { header } = await service.answer('catalogue.return', { return: code });
    words.push(...Object.values(header));
    const { cells } = await service.answer('cells.list', { return: code, limit: 1000 });
    words.push(...cells.map(({ value }) => (typeof value === 'string' ? value : null)));
  }
  // What the two documents name, and the terms that a note quotes from them.
  const { indicators, targets } = loadedEdition().edition;
  words.push(JSON.stringify(targets), ...indicators.map((item) => item.caveat?.zh ?? null));
  const { acts } = await service.answer('round.get', {});
  words.push(...acts.map((act) => act.who));
  return words.filter((word) => word !== null).join('\n');
}

/** The Chinese in a text that is none of those words. */
export function chineseBeside(text: string, words: string): readonly string[] {
  return (text.match(/[\u4e00-\u9fff]+/gu) ?? []).filter((run) => !words.includes(run));
}
