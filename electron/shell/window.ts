import { BrowserWindow, screen, type WebContents } from 'electron';
import path from 'node:path';

/** What every screen is laid out for. */
const [width, height] = [1366, 768];

/** The one window: as large as the screens need, or the whole of a smaller display. */
export function openWindow(withDeveloperTools: boolean): BrowserWindow {
  const area = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(width, area.width),
    height: Math.min(height, area.height),
    useContentSize: true,
    show: false,
    title: '年报通',
    icon: path.join(import.meta.dirname, 'icon.png'),
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: withDeveloperTools,
    },
  });
  // Frame and menu come on top of the content. Never more than the display has: the lower edge would be out of reach.
  const outer = window.getBounds();
  const least = { width: Math.min(outer.width, area.width), height: Math.min(outer.height, area.height) };
  window.setMinimumSize(least.width, least.height);
  if (outer.width > area.width || outer.height > area.height) {
    window.setBounds({ x: 0, y: 0, ...least });
    window.maximize();
  }
  window.once('ready-to-show', () => window.show());
  reloadOnce(window.webContents);
  return window;
}

/** A page whose process dies comes back once: what was saved is in the database. */
function reloadOnce(contents: WebContents): void {
  let reloads = 0;
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && reloads++ === 0) contents.reload();
  });
}
