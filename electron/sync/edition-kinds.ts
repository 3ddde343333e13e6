/** The largest edition so far is half a megabyte in three levels of JSON below sixteen. */
export const editionLimits = { packed: 8 * 1024 * 1024, unpacked: 32 * 1024 * 1024, depth: 40 } as const;

export const editionKinds = ['edition', 'supplement', 'targets'] as const;
export type EditionKind = (typeof editionKinds)[number];

/** The kind that the content itself says. */
export function kindOf(content: unknown): EditionKind {
  const kind = (content as { kind?: unknown } | null)?.kind;
  return kind === 'supplement' || kind === 'targets' ? kind : 'edition';
}
