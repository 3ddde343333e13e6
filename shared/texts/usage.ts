import type { Language } from './language.ts';

/** A mistake in how a command of the terminal was called. */
export type UsageMistake =
  | { readonly kind: 'no-command' }
  | { readonly kind: 'unknown-command'; readonly name: string }
  /** Planned, but not in this version. */
  | { readonly kind: 'later'; readonly name: string }
  /** An argument or option that the command needs. */
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'surplus'; readonly word: string }
  | { readonly kind: 'unknown-option'; readonly option: string }
  | { readonly kind: 'option-value'; readonly option: string }
  | { readonly kind: 'option-flag'; readonly option: string }
  /** What was given does not fit; `expected` shows what would. */
  | { readonly kind: 'wrong'; readonly name: string; readonly expected: string }
  /** A cell that is given more than once: the last would win in silence. */
  | { readonly kind: 'twice'; readonly name: string }
  | { readonly kind: 'json-file'; readonly file: string }
  | { readonly kind: 'passphrase-argument' }
  | { readonly kind: 'passphrase-prompt' };

type Sentences = {
  readonly [K in UsageMistake['kind']]: (mistake: Extract<UsageMistake, { kind: K }>) => string;
};

const sentences: Readonly<Record<Language, Sentences>> = {
  zh: {
    'no-command': () => '没有写命令。请写上要办的事,可用的命令有:',
    'unknown-command': ({ name }) => `没有“${name}”这条命令。请用 nianbao --help 查看有哪些命令。`,
    later: ({ name }) => `本版本还没有“${name}”,以后的版本才会提供。请用 nianbao --help 查看现有命令。`,
    missing: ({ name }) => `缺少 ${name},请补上。`,
    surplus: ({ word }) => `多出“${word}”。请去掉;名称中有空格的,请加引号。`,
    'unknown-option': ({ option }) => `这条命令没有 ${option} 选项。请对照用法检查。`,
    'option-value': ({ option }) => `${option} 后面要写值。请补上。`,
    'option-flag': ({ option }) => `${option} 后面不写值。请去掉“=”及其后的内容。`,
    wrong: ({ name, expected }) => `${name} 应为 ${expected}。请改正。`,
    twice: ({ name }) => `“${name}”写了两次。请只写一次。`,
    'json-file': ({ file }) => `“${file}”不存在,或不是 JSON 文件。请核对文件名和内容。`,
    'passphrase-argument': () =>
      '口令不能写在命令行里,别人会看到。请去掉它,按提示输入;或加 --passphrase-stdin,从标准输入的第一行读取。',
    'passphrase-prompt': () =>
      '这里不是终端,无法提示输入口令。请加 --passphrase-stdin,从标准输入的第一行读取。',
  },
  en: {
    'no-command': () => 'No command was given. Say what to do; there is:',
    'unknown-command': ({ name }) => `There is no command “${name}”. See nianbao --help for what there is.`,
    later: ({ name }) =>
      `“${name}” is not in this version yet; a later one brings it. See nianbao --help for what there is.`,
    missing: ({ name }) => `${name} is missing; add it.`,
    surplus: ({ word }) => `“${word}” is one word too many. Leave it out, or quote a name that has spaces.`,
    'unknown-option': ({ option }) => `This command has no option ${option}. Compare the usage.`,
    'option-value': ({ option }) => `${option} needs a value behind it; add it.`,
    'option-flag': ({ option }) => `${option} takes no value. Leave out the “=” and what follows.`,
    wrong: ({ name, expected }) => `${name} must be ${expected}. Correct it.`,
    twice: ({ name }) => `“${name}” is given twice. Give it once.`,
    'json-file': ({ file }) => `“${file}” is not there or holds no JSON. Check its name and content.`,
    'passphrase-argument': () =>
      'A passphrase must not be on the command line, where others see it. Leave it out and type it when asked, or use --passphrase-stdin to read it from the first line of standard input.',
    'passphrase-prompt': () =>
      'This is no terminal, so the passphrase cannot be asked for. Use --passphrase-stdin to read it from the first line of standard input.',
  },
};

/** What was wrong with a call, and what to do. */
export function usageText(mistake: UsageMistake, language: Language): string {
  const sentence = sentences[language][mistake.kind] as (mistake: UsageMistake) => string;
  return sentence(mistake);
}
