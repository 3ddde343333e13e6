import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where the data lies unless `--data` says otherwise: the folder that the system keeps for programs' data, the same for
 * the window, the loopback page and the terminal.
 */
export function defaultDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return path.join(environment['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'nianbao');
  }
  const data = environment['XDG_DATA_HOME'];
  return path.join(
    data !== undefined && path.isAbsolute(data) ? data : path.join(homedir(), '.local', 'share'),
    'nianbao',
  );
}
