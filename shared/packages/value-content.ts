import { z } from 'zod';

/** A cell's value in a package. */
export const value = z
  .union([
    z.number(),
    z.string(),
    z.boolean(),
    z.array(z.string()),
    z.strictObject({ blank: z.enum(['unknown', 'none', 'not-applicable']) }),
  ])
  .describe('单元的值,数以报表规定的计量单位计(金额:千元);blank:不详、无、不适用');
