import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '#shared/contract/shell.ts';

/**
 * The handshake, and nothing else: hands the page its two ports (service and shell) and makes tokens of dropped files.
 * The ports travel as a message event to the page's own window, so that data does not pass the context bridge.
 */
const bridge: Bridge<File> = {
  tokenFor: async (file) => {
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : ((await ipcRenderer.invoke('token-for', path, file.name)) as string | null);
  },
};
contextBridge.exposeInMainWorld('nianbao', bridge);

// Again after the service was restarted: the page then drops its old ports.
ipcRenderer.on('ports', (event) => {
  window.postMessage({ nianbao: 'ports' }, window.location.origin, [...event.ports]);
});
window.addEventListener('message', (event) => {
  if (event.source === window && (event.data as { nianbao?: string } | null)?.nianbao === 'ready')
    ipcRenderer.send('ready');
});
