import type { Output } from '#shared/contract/contract.ts';
import type { SheetWindow } from '#shared/intake/sheet-window.ts';
import { problemText } from '#shared/texts/problems.ts';
import { pictureText, placeOf, rungsOf } from '#shared/texts/provenance.ts';
import { columnName } from '#shared/values/address.ts';
import { localTime } from '#shared/values/moment.ts';
import { filingOf, inYear, text, word, type Command } from '../command.ts';

export const provenanceCommands: Readonly<Record<string, Command>> = {
  where: {
    usage: 'where <unit>/<return> 02[.上年] [--record /3]',
    summary: {
      zh: '一个数在原表中的位置,和它的来历',
      en: "a number's place in the enterprise's sheet, and how it came to be",
    },
    words: 2,
    options: { record: 'value' },
    run: async (session, given) => {
      const told = await session.ask('provenance.get', {
        ...inYear(given),
        ...filingOf(word(given, 0, '<unit>/<return>')),
        key: word(given, 1, '<code>'),
        record: text(given, 'record') ?? '',
      });
      const { language } = given;
      const said = pictureText(told, language);
      return {
        json: {
          ...told,
          acts: told.acts.map((act) => ({
            ...act,
            told: rungsOf({ ...told, acts: [act] }, language).map((rung) => rung.text),
          })),
          ...(told.problem === null
            ? {}
            : { problem: { ...told.problem, message: problemText(told.problem, language) } }),
        },
        lines: [
          `${told.unitName}\t${told.return}.${told.key}\t${told.name[language]}`,
          ...rungsOf(told, language).map(
            ({ kind, text: line, act }) =>
              `  ${line}${kind === 'value' ? `\t${localTime(act.at)} ${act.actor}` : ''}`,
          ),
          ...(said === null ? [] : [said]),
          ...(told.problem === null ? [] : [problemText(told.problem, language)]),
          ...(told.picture === null ? [] : ['', titleOf(told), ...drawn(told.picture)]),
        ],
      };
    },
  },
};

function titleOf({ acts, pictured }: Output<'provenance.get'>): string {
  const act = acts.find(({ id }) => id === pictured);
  return act === undefined ? '' : placeOf(act);
}

/** The window as lines of fields between tabs; the cell itself in brackets. */
function drawn({ columns, rows, marked }: SheetWindow): readonly string[] {
  return [
    ['', ...columns.map(columnName)].join('\t'),
    ...rows.map(({ index, cells }) => {
      const fields = columns.map((column) => {
        const written = cells.find((cell) => cell.column === column)?.text.replace(/\s+/gu, ' ') ?? '';
        return index === marked.row && column === marked.column ? `[${written}]` : written;
      });
      return [String(index + 1), ...fields].join('\t');
    }),
  ];
}
