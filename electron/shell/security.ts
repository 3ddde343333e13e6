import { protocol, session, type App, type Session } from 'electron';
import { pageFile } from '../page.ts';

export const pageOrigin = 'app://nianbao';
export const pageAddress = `${pageOrigin}/index.html`;

const copying = 'clipboard-sanitized-write';

/** Must run before 'ready'. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * After 'ready': serves the page, refuses every request that is not the page's own, and every permission but one: to put
 * text on the clipboard when the clerk presses “copy”.
 */
export function guardSession(root: string, pageSession: Session = session.defaultSession): void {
  pageSession.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'nianbao' ? await pageFile(root, url.pathname) : null;
    return file === null
      ? new Response('', { status: 404 })
      : new Response(new Uint8Array(file.body), { headers: file.headers });
  });
  pageSession.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === copying));
  pageSession.setPermissionCheckHandler((_contents, permission) => permission === copying);
  pageSession.setDevicePermissionHandler(() => false);
  pageSession.setSpellCheckerEnabled(false);
  pageSession.webRequest.onBeforeRequest((details, decide) => {
    const own =
      details.url.startsWith(`${pageOrigin}/`) ||
      details.url.startsWith('devtools:') ||
      details.url.startsWith('data:') ||
      details.url.startsWith(`blob:${pageOrigin}`);
    decide({ cancel: !own });
  });
}

/** No page leaves its origin, opens a window or embeds another. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      // The page may open itself again, as it offers after an error, at whichever screen the hash names.
      if (event.url.split('#', 1)[0] !== pageAddress) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // Calls between browsers would go past the session's requests, and so past its filter.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
