import { Problem } from '#shared/contract/problem.ts';

/** The binding to SQLite needs this Node-API; under an older one it would crash the program instead of saying so. */
const neededApi = 10;
const needed = '22.18';

/** Refuses a Node.js that is too old. Electron brings its own, which always fits. */
export function assertSuitableNode(
  versions: Readonly<Record<string, string | undefined>> = process.versions,
): void {
  if (versions['electron'] !== undefined || Number(versions['napi'] ?? 0) >= neededApi) return;
  throw new Problem('workspace.node', { found: versions['node'] ?? '?', needed });
}
