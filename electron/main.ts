import { app } from 'electron';
import { readArguments } from './shell/arguments.ts';
import { startShell } from './shell/start.ts';

const { data, command } = readArguments(process.argv.slice(1));
// Under the launcher of Electron the program's folder is an argument too; there `npm run nianbao` is the terminal.
if (app.isPackaged && command !== null) {
  // The installed program is its own terminal. Awaited here, it is done before any window or display is looked for.
  const { runTerminal } = await import('./terminal/run.ts');
  const code = await runTerminal(command);
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  app.exit(code);
} else {
  // Before 'ready': only one window of Nianbao at a time, and app:// as a proper, secure origin.
  startShell(app, data);
}
