import { expect, test } from 'vitest';
import { readArguments } from '#electron/shell/arguments.ts';

test.each([
  [[], null],
  [['--data=/a b'], '/a b'],
  [['--data', '/a b'], '/a b'],
  [['--lang=zh-CN', '--data', '/a', '--enable-logging'], '/a'],
  [['--data='], null],
  [['--data'], null],
])('%j opens the window on %j', (given, data) => {
  expect(readArguments(given)).toEqual({ data, command: null });
});

test.each([
  [
    ['check', '--json'],
    ['check', '--json'],
  ],
  [['--help'], ['--help']],
  [['--version'], ['--version']],
  [
    ['--data', '/a', 'check'],
    ['--data', '/a', 'check'],
  ],
  [
    ['--no-sandbox', 'units', '--data=/a'],
    ['units', '--data=/a'],
  ],
])('%j is a command of the terminal', (given, command) => {
  expect(readArguments(given).command).toEqual(command);
});
