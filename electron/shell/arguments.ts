/** How the program was started: its window, perhaps on a folder of the person's choice, or a command of the terminal. */
export interface Started {
  readonly data: string | null;
  /** The arguments of a terminal command; null for the window. */
  readonly command: readonly string[] | null;
}

/**
 * Reads the program's own arguments. Switches that are Chromium's are left alone; a bare word is the name of a command,
 * since the window itself takes none.
 */
export function readArguments(given: readonly string[]): Started {
  const at = given.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const written = given[at];
  const data = written === '--data' ? given[at + 1] : written?.slice('--data='.length);
  const words = given.filter(
    (argument, index) => !argument.startsWith('-') && !(written === '--data' && index === at + 1),
  );
  const isCommand = words.length > 0 || given.includes('--help') || given.includes('--version');
  return {
    data: data === undefined || data === '' ? null : data,
    command: isCommand ? given.filter((argument) => argument !== '--no-sandbox') : null,
  };
}
