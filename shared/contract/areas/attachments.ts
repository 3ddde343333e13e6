import { z } from 'zod';
import { mostAttachments } from '../../values/attachments.ts';
import { fileToken, inYear, madeFile, reads, runs, writes } from '../operation.ts';
import { attachment } from './filings.ts';

const findingId = z.string().max(80);
const ofFindings = {
  ...inYear,
  finding: findingId,
  /** Others that the same holds for, all or none. */
  also: z.array(findingId).max(1000).default([]),
};
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const attachmentOperations = {
  /** Puts documents to findings, all or none: PDF, JPEG or PNG, by what they hold. They are kept as the originals are. */
  'attachment.add': runs(
    z.strictObject({ ...ofFindings, files: z.array(fileToken).min(1).max(mostAttachments) }),
    z.strictObject({ attachments: z.array(attachment) }),
  ),
  /** Takes one off again, while its filing may still be changed. */
  'attachment.remove': writes(
    z.strictObject({ ...ofFindings, sha256 }),
    z.strictObject({ attachments: z.array(attachment) }),
  ),
  /** Those of a year, also of findings that are gone since. */
  'attachment.list': reads(
    z.strictObject({ ...inYear, finding: findingId.optional() }),
    z.strictObject({
      attachments: z.array(
        attachment.extend({
          finding: z.string(),
          /** Empty for one of the county. */
          unit: z.string(),
          unitName: z.string(),
          return: z.string(),
          rule: z.string(),
        }),
      ),
    }),
  ),
  'attachment.fetch': runs(
    z.strictObject({ ...inYear, finding: findingId, sha256 }),
    z.strictObject({ file: madeFile }),
  ),
  /** What the explanations of the year's package name: a zip of the files with a list of them, to be handed over beside it. */
  'attachment.bundle': runs(
    z.strictObject({ ...inYear }),
    z.strictObject({ file: madeFile, files: z.int() }),
  ),
};
