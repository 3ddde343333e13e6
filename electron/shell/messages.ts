import type { ServiceFailure } from '#shared/contract/frames.ts';

/** Messages from the desktop shell to its data service. */
export type ServiceMessage =
  | { readonly kind: 'open'; readonly folder: string; readonly program: string }
  /** Comes with the port of a page. */
  | { readonly kind: 'page' }
  /** The shell gave a page this token for a file that the person chose. */
  | { readonly kind: 'token'; readonly token: string; readonly path: string; readonly name: string }
  /** Save a file that the service made to the place the person chose. */
  | { readonly kind: 'save'; readonly id: number; readonly token: string; readonly target: string }
  | { readonly kind: 'close' };

/** What came of a `save`; the only message that goes back. */
export interface Saved {
  readonly id: number;
  readonly file: string | null;
  readonly problem: ServiceFailure | null;
}
