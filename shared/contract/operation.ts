import { z } from 'zod';

/**
 * What an operation does to the workspace, and so where it runs:
 * - `reads`: answered by the reader, a second connection to the database that can't write;
 * - `writes`: one transaction in the writer, the only thread that commits;
 * - `runs`: long work of several steps (files to parse, a package to build), cancellable, with progress. It holds no
 *   connection of its own; its steps run in the reader, the writer, the exporter and the parsers.
 */
export type Effect = 'reads' | 'writes' | 'runs';

export interface Operation<E extends Effect, I extends z.ZodType, O extends z.ZodType> {
  readonly effect: E;
  readonly input: I;
  readonly output: O;
  /** True for what works without a workspace: making one, verifying a package, restoring a backup. */
  readonly anywhere: boolean;
}

export function reads<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Operation<'reads', I, O> {
  return { effect: 'reads', input, output, anywhere: false };
}

export function writes<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Operation<'writes', I, O> {
  return { effect: 'writes', input, output, anywhere: false };
}

export function runs<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<'runs', I, O> {
  return { effect: 'runs', input, output, anywhere: false };
}

export function anywhere<T extends Operation<Effect, z.ZodType, z.ZodType>>(operation: T): T {
  return { ...operation, anywhere: true };
}

/** A part of a message whose shape is declared elsewhere in shared/ and made by our own code only. */
export function shape<T>(): z.ZodType<T> {
  return z.custom<T>((value) => value !== undefined);
}

// Pieces that several areas use.
export const year = z.int().min(2000).max(2100);
/** The open year when absent. */
export const inYear = { year: year.optional() };
export const unitId = z.string().min(1).max(64);
export const returnCode = z.string().regex(/^(JC|ZH)\d{3}$/, 'JC###, ZH###');
export const tableCode = z.string().regex(/^(JC|ZH)\d{3}[A-Z]?$/, 'JC###, ZH###');
export const paging = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) };
/** A one-use name for a file or folder of the person's choice. Paths never cross. */
export const fileToken = z.string().min(1).max(200);
/** A file that the service has made and holds ready to be saved where the person wishes. */
export const madeFile = z.strictObject({
  token: fileToken,
  name: z.string(),
  sha256: z.string(),
  size: z.int(),
});
export type MadeFile = z.infer<typeof madeFile>;
export const cellValue = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({ blank: z.enum(['unknown', 'none', 'not-applicable']) }),
]);
export const counts = z.strictObject({ A: z.int(), B: z.int(), C: z.int(), D: z.int() });
