import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Reads a passphrase without showing it, or the first line of standard input. Never from an argument. */
export async function readPassphrase(question: string, fromStandardInput: boolean): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (!fromStandardInput) process.stderr.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: fromStandardInput ? undefined : silent,
    terminal: !fromStandardInput && process.stdin.isTTY === true,
  });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (!fromStandardInput) process.stderr.write('\n');
  }
}
