import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { Problem } from '#shared/contract/problem.ts';
import { UsageError } from './command.ts';

/**
 * Reads a passphrase without showing it, or the first line of standard input. Never from an argument. A prompt asks every
 * question and wants the same answer to all: a new passphrase that was mistyped could never be given again.
 */
export async function readPassphrase(
  questions: readonly string[],
  fromStandardInput: boolean,
  input: Readable & { readonly isTTY?: boolean },
  shown: Writable,
): Promise<string> {
  if (!fromStandardInput && input.isTTY !== true) throw new UsageError({ kind: 'passphrase-prompt' });
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input,
    output: fromStandardInput ? undefined : silent,
    terminal: !fromStandardInput,
  });
  try {
    const given: string[] = [];
    const next = lines[Symbol.asyncIterator]();
    for (const question of fromStandardInput ? [''] : questions) {
      if (!fromStandardInput) shown.write(question);
      const { value, done } = await next.next();
      if (!fromStandardInput) shown.write('\n');
      given.push(done === true ? '' : value);
    }
    const [first = '', ...rest] = given;
    if (rest.some((again) => again !== first)) throw new Problem('key.passphrase-differs', {});
    return first;
  } finally {
    lines.close();
  }
}
