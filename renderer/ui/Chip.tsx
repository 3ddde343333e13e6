import type { ReactNode } from 'react';

export type ChipKind = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** A word on a tinted ground, dark enough on it to be read easily: the word says it, the colour only helps. */
export function Chip({
  kind,
  title,
  children,
}: {
  readonly kind: ChipKind;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={`chip chip-${kind}`} title={title}>
      {children}
    </span>
  );
}
