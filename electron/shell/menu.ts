import { dialog, Menu, shell, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '#shared/texts/language.ts';
import { shellTexts } from '#shared/texts/shell.ts';
import { version } from '#shared/version.ts';

export interface MenuActs {
  readonly print: () => void;
  readonly folder: string;
  readonly withDeveloperTools: boolean;
}

/** The window's menu in the page's language: what a clerk looks for there, and nothing that leaves the program. */
export function setMenu(window: BrowserWindow, language: Language, acts: MenuActs): void {
  const texts = shellTexts[language];
  const menus: MenuItemConstructorOptions[] = [
    {
      label: texts.file,
      submenu: [
        { label: texts.print, accelerator: 'CommandOrControl+P', click: acts.print },
        { type: 'separator' },
        { label: texts.quit, role: 'quit' },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { label: texts.undo, role: 'undo' },
        { label: texts.redo, role: 'redo' },
        { type: 'separator' },
        { label: texts.cut, role: 'cut' },
        { label: texts.copy, role: 'copy' },
        { label: texts.paste, role: 'paste' },
        { label: texts.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { label: texts.larger, role: 'zoomIn' },
        // The same without the shift key that “+” needs.
        { label: texts.larger, role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
        { label: texts.smaller, role: 'zoomOut' },
        { label: texts.actualSize, role: 'resetZoom' },
        { type: 'separator' },
        { label: texts.fullScreen, role: 'togglefullscreen' },
        { label: texts.developerTools, role: 'toggleDevTools', visible: acts.withDeveloperTools },
      ],
    },
    {
      label: texts.help,
      submenu: [
        { label: texts.openFolder, click: () => void shell.openPath(acts.folder) },
        {
          label: texts.about,
          click: () =>
            void dialog.showMessageBox(window, {
              type: 'info',
              title: texts.product,
              message: texts.product,
              detail: texts.aboutText(version, acts.folder),
              buttons: [texts.ok],
            }),
        },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}
