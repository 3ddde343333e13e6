/** Problems of opening and owning a data folder. */
export interface WorkspaceProblems {
  /** There is no workspace in the data folder yet. */
  'workspace.absent': Record<never, never>;
  'workspace.exists': { readonly county: string };
  /** Another program has the data folder open. */
  'workspace.locked': { readonly program: string; readonly since: string };
  /** The database was written by a newer program. */
  'workspace.newer': { readonly found: string };
  'workspace.damaged': { readonly report: string; readonly backup: string | null };
  'workspace.read-only': { readonly folder: string };
  /** The folder is missing or no folder, or its disk was taken out or fails; `why` is the system's own code. */
  'workspace.unreachable': { readonly folder: string; readonly why: string };
  'workspace.disk-full': { readonly folder: string };
  'workspace.node': { readonly found: string; readonly needed: string };
  'workspace.county': { readonly county: string; readonly year: number };
  'workspace.year': { readonly year: number; readonly from: number; readonly to: number };
  'workspace.year-absent': { readonly year: number };
  'workspace.edition': { readonly place: string; readonly fault: string };
}
