import { z } from 'zod';
import type { ServiceFailure } from './frames.ts';

const call = z.int();
const nothing = z.strictObject({});
/** What a page asks of the shell, looked at before anything is done. */
export const shellRequestSchema = z.discriminatedUnion('op', [
  z.strictObject({
    id: call,
    op: z.literal('pickFiles'),
    input: z.strictObject({ many: z.boolean(), folder: z.boolean() }),
  }),
  z.strictObject({
    id: call,
    op: z.literal('save'),
    input: z.strictObject({ token: z.string(), name: z.string() }),
  }),
  z.strictObject({ id: call, op: z.literal('print'), input: nothing }),
  /** The page is now in this language; menu and dialogs follow. */
  z.strictObject({
    id: call,
    op: z.literal('speak'),
    input: z.strictObject({ language: z.enum(['zh', 'en']) }),
  }),
]);
export type ShellRequest = Readonly<z.infer<typeof shellRequestSchema>>;

interface ShellOutputs {
  readonly pickFiles: { readonly files: readonly ChosenFile[] };
  readonly save: { readonly saved: string | null; readonly failure: ServiceFailure | null };
  readonly print: { readonly printed: boolean };
  readonly speak: Record<never, never>;
}

/**
 * What only the desktop shell can do for its page: choose files, save one, print, follow its language. Its messages go
 * over a port of their own. On the loopback page the browser does the same with an upload, a download and its own print dialog.
 */
export type ShellOperations = {
  readonly [R in ShellRequest as R['op']]: {
    readonly input: R['input'];
    readonly output: ShellOutputs[R['op']];
  };
};

/** A file or folder that the person chose: its one-use token and its name. Never its path. */
export interface ChosenFile {
  readonly token: string;
  readonly name: string;
}

export type ShellReply =
  | { readonly id: number; readonly result: unknown }
  /** The service has stopped for good: nobody will answer any more. */
  | { readonly ended: true };

/** What the preload script puts on `window`: nothing but this. */
export interface Bridge<FileObject> {
  /** A token for a file that was dropped on the page; null when it has no place on disk. */
  readonly tokenFor: (file: FileObject) => Promise<string | null>;
}
