import type { Output } from '#shared/contract/contract.ts';
import { contactTexts, owedText, reminderTexts } from '#shared/texts/reminders.ts';
import type { Language } from '#shared/texts/language.ts';
import { inYear, terminalOf, text, type Command, type Session } from '../command.ts';

type List = Output<'reminders.list'>;

export const reminderCommands: Readonly<Record<string, Command>> = {
  reminders: {
    usage: 'reminders [--return <return>] [--out f.xlsx]',
    summary: {
      zh: '催报单:哪些单位未报,或报来还有错要改,联系电话和报送期限;--out 存为表格',
      en: 'whom to call for what is not filed, or came with errors, with telephone and deadline; --out as a workbook',
    },
    words: 0,
    options: { return: 'value', out: 'value' },
    run: async (session, given) => {
      const code = text(given, 'return');
      const asked = { ...inYear(given), ...(code === undefined ? {} : { return: code }) };
      const out = text(given, 'out');
      if (out !== undefined) {
        const { file } = await session.ask('reminders.make', asked);
        const saved = await session.save(file.token, out);
        return { json: { file: saved, sha256: file.sha256 }, lines: [saved] };
      }
      const list = await everyReminder(session, asked);
      return { json: list, lines: linesOf(list, given.language, terminalOf(given).noReminders) };
    },
  },
};

async function everyReminder(
  session: Session,
  asked: { readonly year?: number; readonly return?: string },
): Promise<List> {
  const reminders: List['reminders'] = [];
  for (;;) {
    const page = await session.ask('reminders.list', { ...asked, offset: reminders.length, limit: 1000 });
    reminders.push(...page.reminders);
    if (reminders.length >= page.total || page.reminders.length === 0) return { ...page, reminders };
  }
}

function linesOf(list: List, language: Language, none: string): readonly string[] {
  if (list.reminders.length === 0) return [none];
  const words = reminderTexts[language];
  return [
    words.title(list.county, list.year, list.demonstration),
    words.about(list.on),
    ...list.returns.map(({ return: code, name, due, draft }) =>
      [code, name[language], due, draft].join('\t'),
    ),
    ...list.reminders.flatMap((reminder) => {
      const { person, telephone } = contactTexts(reminder, list.year, language);
      return [
        `${reminder.code}\t${reminder.name}\t${person} ${telephone}`,
        ...reminder.owed.map((item) =>
          [
            '',
            item.return,
            owedText(item, language),
            item.due === null ? '' : words.by(item.due.by, item.due.late),
          ].join('\t'),
        ),
      ];
    }),
  ];
}
