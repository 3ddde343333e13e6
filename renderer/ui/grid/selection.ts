export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The active cell, and the far corner of the block that is chosen with it. */
export interface Selection {
  readonly active: Position;
  readonly corner: Position;
}

export interface Extent {
  readonly lines: number;
  readonly columns: number;
}

export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Step =
  'up' | 'down' | 'left' | 'right' | 'page-up' | 'page-down' | 'row-start' | 'row-end' | 'start' | 'end';

const page = 10;

export function blockOf({ active, corner }: Selection): Block {
  return {
    top: Math.min(active.line, corner.line),
    bottom: Math.max(active.line, corner.line),
    left: Math.min(active.column, corner.column),
    right: Math.max(active.column, corner.column),
  };
}

export function at(line: number, column: number): Selection {
  return { active: { line, column }, corner: { line, column } };
}

export function moved(from: Position, step: Step, extent: Extent): Position {
  const { line, column } = from;
  const [lastLine, lastColumn] = [extent.lines - 1, extent.columns - 1];
  switch (step) {
    case 'up':
      return { line: Math.max(line - 1, 0), column };
    case 'down':
      return { line: Math.min(line + 1, lastLine), column };
    case 'left':
      return { line, column: Math.max(column - 1, 0) };
    case 'right':
      return { line, column: Math.min(column + 1, lastColumn) };
    case 'page-up':
      return { line: Math.max(line - page, 0), column };
    case 'page-down':
      return { line: Math.min(line + page, lastLine), column };
    case 'row-start':
      return { line, column: 0 };
    case 'row-end':
      return { line, column: lastColumn };
    case 'start':
      return { line: 0, column: 0 };
    case 'end':
      return { line: lastLine, column: lastColumn };
  }
}

/** The next cell in reading order; null beyond the last (or first), where Tab leaves the grid. */
export function tabbed(from: Position, isBack: boolean, extent: Extent): Position | null {
  const index = from.line * extent.columns + from.column + (isBack ? -1 : 1);
  if (index < 0 || index >= extent.lines * extent.columns) return null;
  return { line: Math.floor(index / extent.columns), column: index % extent.columns };
}
