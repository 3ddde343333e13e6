import { z } from 'zod';
import { anywhere, fileToken, inYear, madeFile, reads, runs } from '../operation.ts';

const certificate = z.strictObject({
  subject: z.string(),
  /** SHA-256 of the DER, in hex. */
  fingerprint: z.string(),
  certificate: z.string(),
  demonstration: z.boolean(),
  validUntil: z.string(),
});

export const packageOperations = {
  'key.get': reads(z.strictObject({}), z.strictObject({ key: certificate.nullable() })),
  /** A new P-256 key under a passphrase, with a certificate marked 示范. */
  'key.new': runs(
    z.strictObject({
      passphrase: z.string().max(200),
      officer: z.string().max(40).optional(),
      /** A key that could still sign gives way to a new one: its passphrase is forgotten, or it is not to be used any more. */
      replace: z.boolean().default(false),
    }),
    certificate,
  ),
  /** The certificate of the present key as a file, for whoever verifies what it signs. */
  'key.save': runs(z.strictObject({}), z.strictObject({ file: madeFile })),
  'package.list': reads(
    z.strictObject({ ...inYear }),
    z.strictObject({
      packages: z.array(
        z.strictObject({
          sequence: z.int(),
          kind: z.string(),
          file: z.string(),
          sha256: z.string(),
          size: z.int(),
          created: z.string(),
          replaces: z.int().nullable(),
          delivered: z.strictObject({ on: z.string(), to: z.string() }).nullable(),
        }),
      ),
    }),
  ),
  'package.seal': runs(
    z.strictObject({ ...inYear, format: z.enum(['json', 'xlsx', 'both']), passphrase: z.string().max(200) }),
    z.strictObject({ file: madeFile, sha256: z.string(), sequence: z.int() }),
  ),
  /** A sealed package again, to be saved to another stick. */
  'package.fetch': runs(z.strictObject({ ...inYear, sequence: z.int() }), z.strictObject({ file: madeFile })),
  /** Strict check; needs no workspace. Without `trust`, the workspace's own certificate is trusted. */
  'package.verify': anywhere(
    runs(
      z.strictObject({
        file: fileToken,
        trust: fileToken.optional(),
        /** The zip of attachments that came with it, to be compared with those it names. */
        attachments: fileToken.optional(),
      }),
      z.strictObject({
        valid: z.boolean(),
        /** Of the file that was verified: whether it is, byte for byte, one that was sealed here. */
        sha256: z.string(),
        format: z.string(),
        signer: z
          .strictObject({ subject: z.string(), fingerprint: z.string(), demonstration: z.boolean() })
          .nullable(),
        sequence: z.int().nullable(),
        county: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
        year: z.int().nullable(),
        kind: z.string().nullable(),
        problems: z.array(z.strictObject({ code: z.string(), where: z.string(), detail: z.string() })),
        /** Null where none were to be compared, or the package is not valid. */
        attachments: z
          .strictObject({
            named: z.array(
              z.strictObject({
                name: z.string(),
                sha256: z.string(),
                size: z.int(),
                /** Whether the zip has it, by its hash. */
                found: z.boolean(),
              }),
            ),
            /** Files of the zip that the package does not name. */
            unnamed: z.array(z.string()),
          })
          .nullable(),
      }),
    ),
  ),
};
