/** How large the text of the page is, in CSS pixels. */
export const fontSizes = [12, 14, 16, 18, 20] as const;
export type FontSize = (typeof fontSizes)[number];
export const usualFontSize: FontSize = 14;

/** Where Enter goes from a cell. */
export const enterSteps = ['down', 'right'] as const;
export type EnterStep = (typeof enterSteps)[number];
export const usualEnterStep: EnterStep = 'down';
