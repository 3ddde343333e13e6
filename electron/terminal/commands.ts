import type { Command } from './command.ts';
import { careCommands } from './commands/care.ts';
import { checkingCommands } from './commands/checking.ts';
import { directoryCommands } from './commands/directory.ts';
import { editionCommands } from './commands/editions.ts';
import { explanationCommands } from './commands/explanations.ts';
import { filingCommands } from './commands/filings.ts';
import { importLogCommands } from './commands/import-log.ts';
import { importCommands } from './commands/imports.ts';
import { packageCommands } from './commands/packages.ts';
import { provenanceCommands } from './commands/provenance.ts';
import { recipeCommands } from './commands/recipes.ts';
import { reminderCommands } from './commands/reminders.ts';
import { roundCommands } from './commands/rounds.ts';
import { workspaceCommands } from './commands/workspace.ts';

/** Every command of the terminal, by name. Each is a thin way to one operation of the contract. */
export const commands: Readonly<Record<string, Command>> = {
  ...workspaceCommands,
  ...directoryCommands,
  ...importCommands,
  ...importLogCommands,
  ...recipeCommands,
  ...filingCommands,
  ...checkingCommands,
  ...explanationCommands,
  ...provenanceCommands,
  ...reminderCommands,
  ...roundCommands,
  ...packageCommands,
  ...editionCommands,
  ...careCommands,
};
