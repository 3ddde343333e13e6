import { runTerminal } from './terminal/run.ts';

process.exitCode = await runTerminal(process.argv.slice(2));
