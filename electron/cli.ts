import { runTerminal } from './terminal/run.ts';

// Whoever reads the output may have seen enough, such as `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`${error.message}\n`);
  process.exit(3);
});
process.exitCode = await runTerminal(process.argv.slice(2));
