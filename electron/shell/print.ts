import { dialog, type BrowserWindow } from 'electron';
import type { shellTexts } from '#shared/texts/shell.ts';

/** The system's print dialog for what the page shows. When nothing came of it, and not by the person's will, that is said. */
export async function printPage(
  window: BrowserWindow,
  texts: (typeof shellTexts)[keyof typeof shellTexts],
): Promise<boolean> {
  const [printed, reason] = await new Promise<[boolean, string]>((resolve) =>
    window.webContents.print({}, (success, failure) => resolve([success, failure])),
  );
  if (!printed && !/cancel/i.test(reason))
    await dialog.showMessageBox(window, {
      type: 'warning',
      title: texts.product,
      message: texts.notPrinted,
      detail: texts.notPrintedBecause(reason),
      buttons: [texts.ok],
    });
  return printed;
}
