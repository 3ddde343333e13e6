/** Problems of looking after the data. */
export interface CareProblems {
  'backup.absent': { readonly file: string };
  /** There is no automatic backup, or none that is sound. */
  'backup.none': Record<never, never>;
  'backup.damaged': { readonly file: string; readonly part: string };
  'backup.newer': { readonly file: string; readonly found: string };
  /** Restoring would replace a workspace that holds data. */
  'restore.occupied': { readonly county: string };
}
