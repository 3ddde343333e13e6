import { create } from 'zustand';
import { useNavigation } from '../navigation.ts';

/** A cell whose way is asked for. */
export interface AskedCell {
  readonly unit: string;
  readonly return: string;
  readonly record: string;
  /** The record's first cell from a file, when absent. */
  readonly key?: string;
  /** The year that is looked at, when absent. */
  readonly year?: number;
}

interface PlaceView {
  readonly cell: AskedCell | null;
  /** The act whose file is pictured; null for the newest. */
  readonly act: number | null;
}

export const usePlaceView = create<PlaceView>(() => ({ cell: null, act: null }));

// The panel belongs to what is looked at.
useNavigation.subscribe((now, before) => {
  if (now.screen !== before.screen || now.year !== before.year) closePlace();
});

export function showPlace(cell: AskedCell): void {
  usePlaceView.setState({ cell, act: null });
}

export function pictureAct(act: number): void {
  usePlaceView.setState({ act });
}

export function closePlace(): void {
  usePlaceView.setState({ cell: null, act: null });
}

/** While the panel is open it goes where the person goes. */
export function followPlace(cell: AskedCell): void {
  const { cell: shown } = usePlaceView.getState();
  if (shown !== null && JSON.stringify(shown) !== JSON.stringify(cell)) showPlace(cell);
}

/** Opens the panel at a cell; where it is there already, closes it. */
export function togglePlace(cell: AskedCell): void {
  if (JSON.stringify(usePlaceView.getState().cell) === JSON.stringify(cell)) closePlace();
  else showPlace(cell);
}
