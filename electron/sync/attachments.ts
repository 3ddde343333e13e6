import { contentSchema, type PackagedAttachment } from '#shared/packages/content.ts';
import { readXlsx } from '../workbook/read-xlsx.ts';
import { parseJson } from './open.ts';
import { attachmentsInSheet } from './workbook.ts';
import { unzipStrictly } from './zip.ts';

export interface ComparedAttachments {
  /** What the package names, each file once, and whether the zip has it, by its hash. */
  readonly named: readonly (PackagedAttachment & { readonly found: boolean })[];
  /** Files of the zip that the package does not name. */
  readonly unnamed: readonly string[];
}

/** Compares what a valid package names with files, given by their hashes, whatever these are called. */
export async function compareAttachments(
  bytes: Buffer,
  file: string,
  files: ReadonlyMap<string, string>,
): Promise<ComparedAttachments> {
  const named = new Map((await namedIn(bytes, file)).map((item) => [item.sha256, item]));
  return {
    named: [...named.values()].map((item) => ({ ...item, found: files.has(item.sha256) })),
    // The list that goes with the files is none of them.
    unnamed: [...files].flatMap(([sha256, name]) =>
      named.has(sha256) || name.endsWith('.csv') ? [] : [name],
    ),
  };
}

/** From the data, or of a bare workbook from its sheet. */
async function namedIn(bytes: Buffer, file: string): Promise<readonly PackagedAttachment[]> {
  const parts = unzipStrictly(bytes, file)?.parts;
  const data = parts?.get('data/findings.json');
  if (data === undefined) return attachmentsInSheet(await readXlsx(bytes, file));
  return contentSchema.shape.findings
    .parse(parseJson(data))
    .flatMap(({ explanation }) => explanation?.attachments ?? []);
}
