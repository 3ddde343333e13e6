import { ipcMain, MessageChannelMain, type App, type BrowserWindow } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import path from 'node:path';
import { shellTexts } from '#shared/texts/shell.ts';
import { defaultDataFolder } from '../terminal/data-folder.ts';
import { isFirst, type Front } from './instance.ts';
import { setMenu } from './menu.ts';
import { guardContents, guardSession, pageAddress, pageOrigin, registerScheme } from './security.ts';
import { ShellPort } from './shell-port.ts';
import { ServiceProcess } from './service-process.ts';
import { openWindow } from './window.ts';

/** Starts the desktop program: one instance, one window, one data service. Call at top level, before 'ready'. */
export function startShell(app: App, asked: string | null): void {
  if (!hasDisplay()) {
    process.stderr.write(`${shellTexts.zh.noDisplay}\n${shellTexts.en.noDisplay}\n`);
    app.exit(1);
    return;
  }
  const folder = path.resolve(asked ?? defaultDataFolder(process.env, process.platform));
  let front: Front | null = null;
  if (!isFirst(app, folder, () => front)) {
    app.quit();
    return;
  }
  registerScheme();
  guardContents(app);
  // Dates and the like as the system's own fields show them, whatever language the system is set to.
  app.commandLine.appendSwitch('lang', 'zh-CN');
  // Root can't have the sandbox of the system: there `npm start` asks for none, and Chromium would not start with it.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => {
    guardSession(path.join(import.meta.dirname, 'renderer'));
    const service = new ServiceProcess(folder);
    const window = openWindow(!app.isPackaged);
    const shellPort = connectPages(window, service, { folder, withDeveloperTools: !app.isPackaged });
    front = { window, language: () => shellPort.language };
    void window.loadURL(pageAddress);
    stopWithService(app, service);
  });
}

/** Without one Chromium would crash instead of saying so. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** A page that asks from our own origin, in its main frame, gets one port to the service and one to the shell. */
function connectPages(
  window: BrowserWindow,
  service: ServiceProcess,
  about: { readonly folder: string; readonly withDeveloperTools: boolean },
): ShellPort {
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.senderFrame !== null &&
    event.senderFrame === window.webContents.mainFrame &&
    event.senderFrame.origin === pageOrigin;
  const shellPort = new ShellPort(window, service, (language) => setMenu(window, language, acts));
  const acts = { ...about, print: () => void shellPort.print() };
  setMenu(window, 'zh', acts);
  let ready = false;
  const connect = (): void => {
    const toService = new MessageChannelMain();
    const toShell = new MessageChannelMain();
    service.post({ kind: 'page' }, [toService.port1]);
    shellPort.attach(toShell.port1);
    window.webContents.postMessage('ports', null, [toService.port2, toShell.port2]);
    if (service.hasEnded) shellPort.sayEnded();
  };
  ipcMain.on('ready', (event) => {
    if (!trusted(event)) return;
    ready = true;
    connect();
  });
  service.onExit((isBack) => {
    if (!ready || window.isDestroyed()) return;
    if (isBack) connect();
    else shellPort.sayEnded();
  });
  ipcMain.handle('token-for', (event, file: unknown, name: unknown) =>
    trusted(event) && typeof file === 'string' && typeof name === 'string'
      ? shellPort.tokenOf(file, name)
      : null,
  );
  return shellPort;
}

/** Quitting waits until the service has closed its database. */
function stopWithService(app: App, service: ServiceProcess): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void service.close().then(() => {
      stopped = true;
      app.quit();
    });
  });
}
