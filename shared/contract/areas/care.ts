import { z } from 'zod';
import { anywhere, fileToken, madeFile, runs } from '../operation.ts';

export const careOperations = {
  /** One verified file with everything: the database, the original files, packages and keys. */
  'care.backup': runs(z.strictObject({}), z.strictObject({ file: madeFile })),
  /**
   * Puts a backup in place of the workspace; `replace` confirms that there is one already. Without a file, the newest good
   * automatic backup of the database: the originals, packages and keys stay where they are.
   */
  'care.restore': anywhere(
    runs(
      z.strictObject({ file: fileToken.optional(), replace: z.boolean().default(false) }),
      z.strictObject({
        county: z.strictObject({ code: z.string(), name: z.string() }),
        keptAside: z.string().nullable(),
      }),
    ),
  ),
  'care.doctor': anywhere(
    runs(
      z.strictObject({}),
      z.strictObject({
        healthy: z.boolean(),
        checks: z.array(z.strictObject({ check: z.string(), ok: z.boolean(), detail: z.string() })),
      }),
    ),
  ),
};
