import type { MadeFile } from '#shared/contract/operation.ts';
import type { Progress, ServiceFailure } from '#shared/contract/frames.ts';
import type { ChosenFile } from '#shared/contract/shell.ts';
import type { Language } from '#shared/texts/language.ts';

/** How far files on their way are, and whether they are still wanted. */
export interface Sending {
  readonly progress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** What the page asks of the program around it, the same in the window and in the browser. */
export interface Host {
  readonly kind: 'desktop' | 'loopback';
  /** Files of the person's choice; empty when the dialog was closed. In the browser they are sent over, which takes a while. */
  readonly pickFiles: (
    choice: { many: boolean; folder: boolean },
    sending?: Sending,
  ) => Promise<readonly ChosenFile[]>;
  /** Files and folders that were dropped on the page. */
  readonly dropped: (dropped: DataTransfer, sending?: Sending) => Promise<readonly ChosenFile[]>;
  /** Saves a file that the service made; `saved` is its name, null when the person changed their mind. */
  readonly save: (
    file: MadeFile,
  ) => Promise<{ readonly saved: string | null; readonly failure: ServiceFailure | null }>;
  readonly print: () => Promise<void>;
  /** The page is now in this language; what the program around it says follows. */
  readonly speak: (language: Language) => void;
}
