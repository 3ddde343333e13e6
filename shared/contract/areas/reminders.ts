import { z } from 'zod';
import type { Wording } from '../../returns/terms.ts';
import type { Contact } from '../../values/contact.ts';
import { inYear, madeFile, paging, reads, returnCode, runs, shape, unitId } from '../operation.ts';

/** A return that a unit is to be reminded of: it did not come, or came with findings of class A or B that are open. */
const owed = z.strictObject({
  return: returnCode,
  name: shape<Wording>(),
  state: z.enum(['due', 'draft']),
  /** Open findings of what came. */
  open: z.strictObject({ A: z.int(), B: z.int(), C: z.int() }),
  /** The day, YYYY-MM-DD, by which the unit was to send it; null where the edition sets none. */
  due: z.strictObject({ by: z.string(), late: z.boolean() }).nullable(),
});

const reminder = z.strictObject({
  unit: unitId,
  code: z.string(),
  name: z.string(),
  /** Null where no filing of this year or before gives a name or a telephone. */
  contact: shape<Contact>().nullable(),
  owed: z.array(owed),
});

const asked = {
  ...inYear,
  /** One return; all when absent. */
  return: returnCode.optional(),
};

export const reminderOperations = {
  /** 催报单: whom to call for what, the large first; everything that one unit owes together, so that one call does. */
  'reminders.list': reads(
    z.strictObject({ ...asked, ...paging }),
    z.strictObject({
      county: z.string(),
      year: z.int(),
      demonstration: z.boolean(),
      /** The day that it is of, by which what is late is late. */
      on: z.string(),
      reminders: z.array(reminder),
      /** Units, over all pages. */
      total: z.int(),
      /** For how many units each return is missing or to be mended; of the year, whatever return was asked for. */
      returns: z.array(
        z.strictObject({ return: returnCode, name: shape<Wording>(), due: z.int(), draft: z.int() }),
      ),
    }),
  ),
  /** The same as a workbook, whole, with a column to write down what was answered. */
  'reminders.make': runs(z.strictObject(asked), z.strictObject({ file: madeFile })),
};
export type Reminder = z.infer<typeof reminder>;
export type OwedReturn = z.infer<typeof owed>;
