import { z } from 'zod';

export const wording = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** In the rule language. Longer ones are refused before they are parsed: nesting costs stack. */
export const written = z.string().min(1).max(2000);
export const fieldCode = z.string().regex(/^\d\d[a-z]?$/);
export const returnCode = z.string().regex(/^(JC|ZH)\d{3}$/);
/** A return's code, with a letter behind it for each table that is not its main one: JC105, JC105M, JC109B. */
export const tableCode = z.string().regex(/^(JC|ZH)\d{3}[A-Z]?$/);
export const years = z.strictObject({ from: z.int(), to: z.int() });

export type Wording = z.infer<typeof wording>;
