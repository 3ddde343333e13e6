import type { ServiceFailure } from './frames.ts';

/**
 * What only the desktop shell can do for its page: choose files, save one, print, follow its language. Its messages go
 * over a port of their own. On the loopback page the browser does the same with an upload, a download and its own print dialog.
 */
export interface ShellOperations {
  pickFiles: {
    readonly input: { readonly many: boolean; readonly folder: boolean };
    readonly output: { readonly files: readonly ChosenFile[] };
  };
  save: {
    readonly input: { readonly token: string; readonly name: string };
    readonly output: { readonly saved: string | null; readonly failure: ServiceFailure | null };
  };
  print: { readonly input: Record<never, never>; readonly output: { readonly printed: boolean } };
  /** The page is now in this language; menu and dialogs follow. */
  speak: { readonly input: { readonly language: 'zh' | 'en' }; readonly output: Record<never, never> };
}

/** A file or folder that the person chose: its one-use token and its name. Never its path. */
export interface ChosenFile {
  readonly token: string;
  readonly name: string;
}

export type ShellRequest = {
  [N in keyof ShellOperations]: {
    readonly id: number;
    readonly op: N;
    readonly input: ShellOperations[N]['input'];
  };
}[keyof ShellOperations];

export type ShellReply =
  | { readonly id: number; readonly result: unknown }
  /** The service has stopped for good: nobody will answer any more. */
  | { readonly ended: true };

/** What the preload script puts on `window`: nothing but this. */
export interface Bridge<FileObject> {
  /** A token for a file that was dropped on the page; null when it has no place on disk. */
  readonly tokenFor: (file: FileObject) => Promise<string | null>;
}
