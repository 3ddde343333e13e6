import { dialog, type App, type BrowserWindow } from 'electron';
import type { Language } from '#shared/texts/language.ts';
import { shellTexts } from '#shared/texts/shell.ts';

export interface Front {
  readonly window: BrowserWindow;
  readonly language: () => Language;
}

/**
 * True for the one program that may run. A later start ends, after it has brought the window of the first to the front; when
 * it was to open another folder, that is said there: nobody shall take one county for another.
 */
export function isFirst(app: App, folder: string, front: () => Front | null): boolean {
  if (!app.requestSingleInstanceLock({ folder })) return false;
  app.on('second-instance', (_event, _argv, _place, asked) => {
    const shown = front();
    if (shown === null) return;
    const { window } = shown;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    const other = (asked as { folder?: unknown } | null)?.folder;
    if (typeof other !== 'string' || other === folder) return;
    const texts = shellTexts[shown.language()];
    void dialog.showMessageBox(window, {
      type: 'info',
      title: texts.product,
      message: texts.alreadyOpen,
      detail: texts.otherFolder(folder, other),
      buttons: [texts.ok],
    });
  });
  return true;
}
