import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { mostAttachments } from '#shared/values/attachments.ts';
import { asFileName } from '#shared/values/file-name.ts';
import { logAct } from '../store/acts.ts';
import { addAttachment, attachmentsAt, removeAttachment, type Attachment } from '../store/attachments.ts';
import { originalFile } from '../store/originals.ts';
import { assertOpen } from '../store/rounds.ts';
import { unitAt } from '../store/units.ts';
import { explainable } from './checking.ts';
import type { ReadContext, WriteContext } from './context.ts';
import type { KeptFile } from './made.ts';
import { yearOf } from './year.ts';

export const attachmentReads = { 'attachment.list': list };
export const attachmentWrites = { 'attachment.remove': remove };
/** Steps of the long operations in `attachment-runs.ts`. */
export const attachmentReaderSteps = { 'attachments/assert': assertAttachable, 'attachments/file': fileOf };
export const attachmentWriterSteps = { 'attachments/keep': keep };

type Findings = Pick<Parsed<'attachment.remove'>, 'year' | 'finding' | 'also'>;

/** Refuses what can't have attachments now, before any file is read; gives the year. */
function assertAttachable(context: ReadContext, input: Findings): number {
  const year = yearOf(context, input);
  explainable(context, year, input);
  return year;
}

function ofFinding(context: ReadContext, year: number, id: string) {
  return attachmentsAt(context.store, year).filter(({ finding }) => finding === id);
}

function shown({ sha256, name, size, at, actor }: Attachment): Attachment {
  return { sha256, name, size, at, actor };
}

/** Files that lie with the originals already become attachments of all findings, or of none. */
function keep(
  context: WriteContext,
  input: Findings & { readonly files: readonly Pick<Attachment, 'sha256' | 'name' | 'size'>[] },
): Output<'attachment.add'>['attachments'] {
  const { store, now, actor } = context;
  const year = yearOf(context, input);
  for (const { finding } of explainable(context, year, input)) {
    const { id, unit, return: code, rule } = finding;
    for (const { sha256, name, size } of input.files) {
      const added = addAttachment(store, year, {
        finding: id,
        sha256,
        unit,
        return: code,
        rule,
        name,
        size,
        at: now,
        actor: actor.name,
      });
      if (!added) continue;
      if (ofFinding(context, year, id).length > mostAttachments)
        throw new Problem('attachment.count', { file: name, most: mostAttachments });
      log(context, year, 'attach', { unit, return: code, rule, name });
    }
  }
  return ofFinding(context, year, input.finding).map(shown);
}

function remove(context: WriteContext, input: Parsed<'attachment.remove'>): Output<'attachment.remove'> {
  const { store, now } = context;
  const year = yearOf(context, input);
  const { sha256 } = input;
  for (const finding of [input.finding, ...input.also]) {
    const known = ofFinding(context, year, finding).find((item) => item.sha256 === sha256);
    // Of several findings each may have got files of its own.
    if (known === undefined && finding !== input.finding) continue;
    if (known === undefined) throw new Problem('attachment.absent', { finding, sha256 });
    if (known.unit === '') assertOpen(store, year);
    else assertOpen(store, year, known.unit, known.return);
    removeAttachment(store, year, { finding, sha256, at: now });
    log(context, year, 'detach', known);
  }
  return { attachments: ofFinding(context, year, input.finding).map(shown) };
}

function log(
  { store, now, actor }: WriteContext,
  year: number,
  act: 'attach' | 'detach',
  of: { readonly unit: string; readonly return: string; readonly rule: string; readonly name: string },
): void {
  logAct(store, {
    at: now,
    who: actor.name,
    role: actor.role,
    year,
    act,
    unit: of.unit === '' ? null : of.unit,
    return: of.return,
    reason: `${of.rule} ${of.name}`,
  });
}

function list(context: ReadContext, input: Parsed<'attachment.list'>): Output<'attachment.list'> {
  const year = yearOf(context, input);
  return {
    attachments: attachmentsAt(context.store, year)
      .filter(({ finding }) => input.finding === undefined || finding === input.finding)
      .map((item) => ({
        ...item,
        unitName: unitAt(context.store, item.unit, year)?.facts.name ?? item.unit,
      })),
  };
}

/** The kept file of an attachment, whole as it came. */
function fileOf(
  context: ReadContext,
  input: Pick<Parsed<'attachment.fetch'>, 'year' | 'finding' | 'sha256'>,
): KeptFile {
  const { finding, sha256 } = input;
  const known = ofFinding(context, yearOf(context, input), finding).find((item) => item.sha256 === sha256);
  if (known === undefined) throw new Problem('attachment.absent', { finding, sha256 });
  const path = originalFile(context.folder, sha256);
  if (!existsSync(path) || createHash('sha256').update(readFileSync(path)).digest('hex') !== sha256)
    throw new Problem('attachment.damaged', { file: known.name });
  return { path, name: asFileName(known.name), sha256, size: known.size };
}
