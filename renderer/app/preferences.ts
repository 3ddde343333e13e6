import { create } from 'zustand';
import { usualEnterStep, usualFontSize, type EnterStep, type FontSize } from '#shared/values/preferences.ts';

/** How the page is to be, as the workspace remembers it; the language has a store of its own, which is there before. */
export interface Preferences {
  readonly fontSize: FontSize;
  readonly enter: EnterStep;
}

export const usePreferences = create<Preferences>(() => ({ fontSize: usualFontSize, enter: usualEnterStep }));
