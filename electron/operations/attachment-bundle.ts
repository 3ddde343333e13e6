import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import { asFileName, unitNameBytes } from '#shared/values/file-name.ts';
import { measured } from '../store/files.ts';
import { originalFile } from '../store/originals.ts';
import { countyAt } from '../store/settings.ts';
import { ZipOnDisk } from '../store/zip-on-disk.ts';
import type { ExportContext } from './context.ts';
import { madeIn, type KeptFile } from './made.ts';
import { findingsWithAttachments } from './package-content.ts';
import { csvBytes } from './report-files.ts';
import { yearOf } from './year.ts';
import { provinceEditionAt } from './year-edition.ts';

export const attachmentExporterSteps = { 'attachments/bundle': bundle };

const listName = '附件清单.csv';

/**
 * A zip of the files that the explanations of the year name, each once, in a folder of its unit, with a list that says by
 * hash which file is for which finding: the package names the same hashes.
 */
async function bundle(
  context: ExportContext,
  input: Parsed<'attachment.bundle'>,
): Promise<{ readonly made: KeptFile; readonly files: number }> {
  const { store, folder } = context;
  const year = yearOf(context, input);
  const edition = provinceEditionAt(store, year);
  const findings = findingsWithAttachments({ ...context, edition }, year);
  if (findings.length === 0) throw new Problem('attachment.none', { year });
  const name = `附件 ${countyAt(store, year)?.name ?? ''} ${year}.zip`;
  const names = new Names();
  const made = await madeIn(folder, (own) => {
    const file = path.join(own, name);
    writeBundle(context, file, findings, names);
    return { path: file, name, ...measured(file) };
  });
  return { made, files: names.count };
}

function writeBundle(
  { folder, checkCancelled }: ExportContext,
  file: string,
  findings: ReturnType<typeof findingsWithAttachments>,
  names: Names,
): void {
  const lines: (readonly (string | number)[])[] = [];
  const handle = openSync(file, 'w');
  try {
    const zip = new ZipOnDisk(handle);
    for (const { finding, unitName, attachments } of findings) {
      checkCancelled();
      for (const item of attachments) {
        const { isNew, inZip } = names.of(unitName, item);
        if (isNew) addWhole(zip, inZip, originalFile(folder, item.sha256), item);
        lines.push([
          unitName,
          finding.return,
          finding.rule,
          finding.id,
          item.name,
          inZip,
          item.size,
          item.sha256,
        ]);
      }
    }
    zip.addBytes(listName, csvBytes([attachmentTexts.zh.columns, ...lines]));
    zip.end();
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function addWhole(
  zip: ZipOnDisk,
  inZip: string,
  source: string,
  { name, sha256 }: { readonly name: string; readonly sha256: string },
): void {
  if (!existsSync(source) || zip.addFile(inZip, source).sha256 !== sha256)
    throw new Problem('attachment.damaged', { file: name });
}

/** Names within the zip that every system can unpack, for each file one. */
class Names {
  readonly #byHash = new Map<string, string>();
  readonly #taken = new Set<string>();

  get count(): number {
    return this.#byHash.size;
  }

  of(
    unitName: string,
    { sha256, name }: { readonly sha256: string; readonly name: string },
  ): { readonly isNew: boolean; readonly inZip: string } {
    const known = this.#byHash.get(sha256);
    if (known !== undefined) return { isNew: false, inZip: known };
    const { name: stem, ext } = path.parse(asFileName(name));
    const base = `${asFileName(unitName, unitNameBytes)}/${stem}`;
    let inZip = `${base}${ext}`;
    for (let number = 2; this.#taken.has(inZip.toLowerCase()); number += 1)
      inZip = `${base} (${number})${ext}`;
    this.#taken.add(inZip.toLowerCase());
    this.#byHash.set(sha256, inZip);
    return { isNew: true, inZip };
  }
}
