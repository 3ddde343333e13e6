import type { Language } from '#shared/texts/language.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';
import type { Command } from './command.ts';

export function commandHelp(command: Command, language: Language): string {
  return `nianbao ${command.usage}\n\n${command.summary[language]}\n\n${terminalTexts[language].generalOptions}`;
}

/** Every command in a line. */
export function overview(commands: Readonly<Record<string, Command>>, language: Language): string {
  const texts = terminalTexts[language];
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary[language]}`,
  );
  return `${texts.title}\n\n${lines.join('\n')}\n\n${texts.oneCommand}\n${texts.generalOptions}`;
}
