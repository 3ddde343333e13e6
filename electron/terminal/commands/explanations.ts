import type { Output } from '#shared/contract/contract.ts';
import { sizeText } from '#shared/values/show.ts';
import { categoryNames } from '#shared/texts/states.ts';
import { explanationCategories } from '#shared/values/states.ts';
import {
  inYear,
  missing,
  needed,
  terminalOf,
  text,
  texts,
  UsageError,
  word,
  type Arguments,
  type Command,
  type Session,
} from '../command.ts';
import { findingJson, findingLines } from '../finding-lines.ts';

type Attached = Output<'attachment.list'>['attachments'][number];

export const explanationCommands: Readonly<Record<string, Command>> = {
  explain: {
    usage: 'explain <finding> --category <c> --text <t> [--attach <file>]…',
    summary: {
      zh: `说明一条审核结果(--category ${explanationCategories.map((code) => categoryNames[code].zh).join('|')});--attach 附上材料(PDF、JPG、PNG),可写几次`,
      en: `explain a finding of class B or C, with --category ${explanationCategories.join('|')}; --attach adds a document (PDF, JPEG, PNG), several times if need be`,
    },
    words: 1,
    options: { category: 'value', text: 'value', attach: 'repeated' },
    run: async (session, given) => {
      const id = word(given, 0, '<finding>');
      const [category, said] = [needed(given, 'category'), needed(given, 'text')];
      const files = texts(given, 'attach').map((file) => session.tokenOf(file));
      // The documents first: one that is refused is mended, and the same command given again.
      if (files.length > 0) await session.ask('attachment.add', { ...inYear(given), finding: id, files });
      const { finding } = await session.ask('finding.explain', {
        ...inYear(given),
        finding: id,
        category,
        text: said,
      });
      return {
        json: { finding: findingJson(finding, given.language) },
        lines: findingLines(finding, given.language),
      };
    },
  },
  attachments: {
    usage:
      'attachments [<finding>] [--save <folder>] | attachments <finding> --remove <sha256> | attachments --zip <folder>',
    summary: {
      zh: '说明所附的材料;--save 存出,--remove 移除,--zip 连同清单打包,随上报包送交',
      en: 'documents that go with explanations; --save them, --remove one, --zip all with a list, to go with the package',
    },
    words: 1,
    options: { save: 'value', remove: 'value', zip: 'value' },
    run: async (session, given) => {
      const [finding] = given.words;
      const [folder, sha256, zip] = (['save', 'remove', 'zip'] as const).map((name) => text(given, name));
      if ([folder, sha256, zip].filter((option) => option !== undefined).length > 1)
        throw new UsageError({ kind: 'twice', name: '--save|--remove|--zip' });
      if (zip !== undefined) {
        const { file, files } = await session.ask('attachment.bundle', inYear(given));
        const saved = await session.save(file.token, zip);
        return { json: { file: saved, sha256: file.sha256, files }, lines: [saved] };
      }
      if (sha256 !== undefined) {
        if (finding === undefined) throw missing('<finding>');
        await session.ask('attachment.remove', { ...inYear(given), finding, sha256 });
      }
      const asked = { ...inYear(given), ...(finding === undefined ? {} : { finding }) };
      const { attachments } = await session.ask('attachment.list', asked);
      const saved = folder === undefined ? null : await saveAll(session, given, attachments, folder);
      return {
        json: { attachments, ...(saved === null ? {} : { files: saved }) },
        lines:
          saved ??
          (attachments.length === 0 ? [terminalOf(given).noAttachments] : attachments.map(attachmentLine)),
      };
    },
  },
};

function attachmentLine(item: Attached): string {
  const { finding, unitName, return: code, rule, name, size, sha256 } = item;
  return `${finding}\t${unitName} ${code}\t${rule}\t${name}\t${sizeText(size)}\t${sha256}`;
}

/** Each in a folder of its finding, of several of one name all but the first behind a part of the hash. */
async function saveAll(
  session: Session,
  given: Arguments,
  attachments: readonly Attached[],
  folder: string,
): Promise<string[]> {
  const saved: string[] = [];
  const taken = new Set<string>();
  for (const { finding, sha256, name } of attachments) {
    const { file } = await session.ask('attachment.fetch', { ...inYear(given), finding, sha256 });
    const own = `${folder}/${finding}/${name}`;
    const target = taken.has(own) ? `${folder}/${finding}/${sha256.slice(0, 8)} ${name}` : own;
    taken.add(own);
    saved.push(await session.save(file.token, target));
  }
  return saved;
}
