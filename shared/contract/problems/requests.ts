/** Problems of the request itself, before any work. */
export interface RequestProblems {
  /** The input does not fit the operation's schema. */
  'request.invalid': { readonly operation: string; readonly where: string; readonly expected: string };
  'request.unknown': { readonly operation: string };
  /** How far it had come, where what was done stays done: so many of all. */
  'request.cancelled': { readonly done?: number; readonly total?: number };
  /** The service ended before it answered. */
  'request.interrupted': Record<never, never>;
  /** The service has stopped a second time and is not started again. */
  'request.ended': Record<never, never>;
  /** The page and the service are of different builds. */
  'request.other-build': { readonly page: string; readonly service: string };
  /** A one-use file token that is unknown or used up. */
  'request.token': Record<never, never>;
}
