import {
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  type App,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
} from 'electron';
import path from 'node:path';
import { defaultDataFolder } from '../terminal/data-folder.ts';
import { guardContents, guardSession, pageOrigin, registerScheme } from './security.ts';
import { ShellPort } from './shell-port.ts';
import { ServiceProcess } from './service-process.ts';

/** Starts the desktop program: one instance, one window, one data service. Call at top level, before 'ready'. */
export function startShell(app: App): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  guardContents(app);
  app.enableSandbox();
  let window: BrowserWindow | null = null;
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => {
    Menu.setApplicationMenu(null);
    guardSession(path.join(import.meta.dirname, 'renderer'));
    const service = new ServiceProcess(dataFolder(app));
    window = openWindow();
    connectPages(window, service);
    void window.loadURL(`${pageOrigin}/index.html`);
    stopWithService(app, service);
  });
}

function dataFolder(app: App): string {
  const asked = app.commandLine.getSwitchValue('data');
  return path.resolve(asked === '' ? defaultDataFolder(process.env, process.platform) : asked);
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '年报通',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !isPackaged(),
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

function isPackaged(): boolean {
  return import.meta.dirname.includes('app.asar');
}

/** A page that asks from our own origin, in its main frame, gets one port to the service and one to the shell. */
function connectPages(window: BrowserWindow, service: ServiceProcess): void {
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.senderFrame !== null &&
    event.senderFrame === window.webContents.mainFrame &&
    new URL(event.senderFrame.url).origin === pageOrigin;
  const shellPort = new ShellPort(window, service);
  let ready = false;
  const connect = (): void => {
    const toService = new MessageChannelMain();
    const toShell = new MessageChannelMain();
    service.post({ kind: 'page' }, [toService.port1]);
    shellPort.attach(toShell.port1);
    window.webContents.postMessage('ports', null, [toService.port2, toShell.port2]);
  };
  ipcMain.on('ready', (event) => {
    if (!trusted(event)) return;
    ready = true;
    connect();
  });
  service.onRestart(() => {
    if (ready && !window.isDestroyed()) connect();
  });
  ipcMain.handle('token-for', (event, file: unknown, name: unknown) =>
    trusted(event) && typeof file === 'string' && typeof name === 'string'
      ? shellPort.tokenOf(file, name)
      : null,
  );
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
