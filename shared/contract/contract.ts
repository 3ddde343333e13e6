import type { z } from 'zod';
import { attachmentOperations } from './areas/attachments.ts';
import { careOperations } from './areas/care.ts';
import { checkingOperations } from './areas/checking.ts';
import { directoryOperations } from './areas/directory.ts';
import { editionOperations } from './areas/editions.ts';
import { filingOperations } from './areas/filings.ts';
import { importLogOperations } from './areas/import-log.ts';
import { importOperations } from './areas/imports.ts';
import { packageOperations } from './areas/packages.ts';
import { provenanceOperations } from './areas/provenance.ts';
import { queryOperations } from './areas/queries.ts';
import { reminderOperations } from './areas/reminders.ts';
import { roundOperations } from './areas/round.ts';
import { tallyOperations } from './areas/tally.ts';
import { workspaceOperations } from './areas/workspace.ts';
import type { Effect, Operation } from './operation.ts';

/**
 * The contract: every operation by name, with its effect and its input and output. The service, the loopback host, the
 * terminal and the page's client all derive from this object; to add an operation, add it here and to its area in
 * `electron/operations`. The renderer imports the types only.
 */
export const contract = {
  ...workspaceOperations,
  ...directoryOperations,
  ...importOperations,
  ...importLogOperations,
  ...filingOperations,
  ...checkingOperations,
  ...attachmentOperations,
  ...provenanceOperations,
  ...queryOperations,
  ...reminderOperations,
  ...tallyOperations,
  ...roundOperations,
  ...packageOperations,
  ...editionOperations,
  ...careOperations,
} satisfies Record<string, Operation<Effect, z.ZodType, z.ZodType>>;

/** Raised when a message changes its meaning; the page and the service compare it when they meet. */
export const contractVersion = 1;

export type Contract = typeof contract;
export type OperationName = keyof Contract;
/** What a caller gives: fields with defaults may be left out. */
export type Input<N extends OperationName> = z.input<Contract[N]['input']>;
/** What a handler gets: checked, defaults filled in. */
export type Parsed<N extends OperationName> = z.output<Contract[N]['input']>;
export type Output<N extends OperationName> = z.output<Contract[N]['output']>;

export type NamesOf<E extends Effect> = {
  [N in OperationName]: Contract[N]['effect'] extends E ? N : never;
}[OperationName];

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}
