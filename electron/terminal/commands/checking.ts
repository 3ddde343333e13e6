import type { Input, Output } from '#shared/contract/contract.ts';
import type { Leaf } from '#shared/tally/report.ts';
import { suspectText } from '#shared/texts/suspects.ts';
import { formatNumber, showValue } from '#shared/values/show.ts';
import { choice, inYear, terminalOf, text, word, wrong, type Command, type Session } from '../command.ts';
import { findingJson, findingLines } from '../finding-lines.ts';
import { reportLines } from '../report-lines.ts';

export const checkingCommands: Readonly<Record<string, Command>> = {
  check: {
    usage: 'check [--unit <unit>] [--class A|B|C|D] [--open]',
    summary: { zh: '审核', en: 'run the rules' },
    words: 0,
    options: { unit: 'value', class: 'value', open: 'flag' },
    run: async (session, given) => {
      const unit = text(given, 'unit');
      const written = text(given, 'class');
      const asked = written === undefined ? undefined : choice(written, '--class', ['A', 'B', 'C', 'D']);
      await session.ask('check.run', inYear(given));
      const list = await everyFinding(session, {
        ...inYear(given),
        ...(unit === undefined ? {} : { unit }),
        ...(asked === undefined ? {} : { class: asked }),
        ...(given.options['open'] === true ? { open: true } : {}),
      });
      const { A, B, C, D } = list.counts;
      return {
        json: {
          counts: list.counts,
          open: list.open,
          undecided: list.undecided,
          judged: list.judged,
          findings: list.findings.map((item) => findingJson(item, given.language)),
        },
        lines: [
          terminalOf(given).counts(A, B, C, D, list.undecided),
          ...(list.judged === 0 ? [terminalOf(given).nothingToCheck] : []),
          ...list.findings.flatMap((item) => findingLines(item, given.language)),
        ],
        refused: list.open.A > 0,
      };
    },
  },
  suspects: {
    usage: 'suspects [--unit <unit>] [--return <return>]',
    summary: {
      zh: '几条审核关系同时不成立时先核实哪几格',
      en: 'which cells to verify first where several checks of a form fail',
    },
    words: 0,
    options: { unit: 'value', return: 'value' },
    run: async (session, given) => {
      const [unit, code] = [text(given, 'unit'), text(given, 'return')];
      const found = await session.ask('findings.suspects', {
        ...inYear(given),
        ...(unit === undefined ? {} : { unit }),
        ...(code === undefined ? {} : { return: code }),
        limit: 100,
      });
      return {
        json: found,
        lines:
          found.forms.length === 0
            ? [terminalOf(given).noSuspects]
            : found.forms.flatMap((form) => {
                const { title, rules, sets, more } = suspectText(form, given.language);
                return [
                  `${form.unitName} ${form.return}${form.record}\t${title}`,
                  ...sets.map(
                    ({ cells, remark }) => `\t${cells.map((cell) => cell.text).join(' + ')} ${remark}`,
                  ),
                  ...(more === '' ? [] : [`\t${more}`]),
                  ...rules.map((rule) => `\t${rule}`),
                ];
              }),
      };
    },
  },
  compared: {
    usage: 'compared [--return <return>]',
    summary: {
      zh: '与上年的变动是怎样比较的',
      en: 'how changes from last year were compared by size',
    },
    words: 0,
    options: { return: 'value' },
    run: async (session, given) => {
      const code = text(given, 'return');
      const { fields, least } = await session.ask('findings.compared', {
        ...inYear(given),
        ...(code === undefined ? {} : { return: code }),
      });
      const texts = terminalOf(given).compared;
      return {
        json: { least, fields },
        lines: [
          texts.columns.join('\t'),
          ...fields.map(({ table, code: field, name, compared, zero, blank, outcome, median, unusual }) =>
            [
              `${table}.${field}`,
              name[given.language],
              `${compared}/${zero}/${blank}`,
              texts.outcomes[outcome],
              median === null ? '—' : formatNumber(median, 2),
              unusual,
            ].join('\t'),
          ),
        ],
      };
    },
  },
  report: {
    usage: 'report ZH301|ZH302|ZH303 [--preview] [--out f.(xlsx|csv|json)]',
    summary: { zh: '汇总表', en: 'a computed table' },
    words: 1,
    options: { out: 'value', preview: 'flag' },
    run: async (session, given) => {
      const report = word(given, 0, '<report>');
      const preview = given.options['preview'] === true;
      const out = text(given, 'out');
      const format = out === undefined ? null : formatOf(out);
      const table = await session.ask('report.get', { ...inYear(given), report, preview });
      let saved: { file: string; sha256: string } | null = null;
      if (out !== undefined && format !== null) {
        const { file } = await session.ask('report.write', { ...inYear(given), report, preview, format });
        saved = { file: await session.save(file.token, out), sha256: file.sha256 };
      }
      const texts = terminalOf(given);
      return {
        json: {
          ...table,
          ...(saved ?? {}),
          ...(table.kind === 'indicators'
            ? { rows: table.rows.map((row) => ({ ...row, name: row.name.zh, nameEn: row.name.en })) }
            : {}),
        },
        lines: [
          ...(table.preview ? [texts.preview] : []),
          ...(table.demonstration ? [texts.demonstration] : []),
          ...reportLines(table, given.language),
          ...(saved === null ? [] : [saved.file]),
        ],
      };
    },
  },
  trace: {
    usage: 'trace ZH301 I001 | ZH302 <row> <column> | ZH303 <row> <column> [--preview]',
    summary: { zh: '一个数由哪些单元构成', en: 'the cells behind a number' },
    words: 3,
    options: { preview: 'flag' },
    run: async (session, given) => {
      const column = given.words[2];
      const asked = {
        ...inYear(given),
        report: word(given, 0, '<report>'),
        row: word(given, 1, '<row>'),
        ...(column === undefined ? {} : { column }),
        preview: given.options['preview'] === true,
      };
      const leaves: Leaf[] = [];
      for (;;) {
        const page = await session.ask('trace.get', { ...asked, offset: leaves.length, limit: 1000 });
        leaves.push(...page.leaves);
        if (leaves.length < page.total && page.leaves.length > 0) continue;
        const { value, unit, source, name } = page;
        return {
          json: { value, unit, name: name.zh, source, leaves },
          lines: [
            `${name[given.language]}\t${value ?? '—'} ${unit}\t${source}`,
            ...leaves.map(
              (leaf) =>
                `${leaf.unitName}\t${leaf.return}.${leaf.code}\t${showValue(leaf.value, undefined, given.language)}\t${leaf.file === null ? '' : `${leaf.file} › ${leaf.sheet ?? ''}!${leaf.cell ?? ''} “${leaf.raw ?? ''}”`}`,
            ),
          ],
        };
      }
    },
  },
};

function formatOf(file: string): 'xlsx' | 'csv' | 'json' {
  const format = /\.(xlsx|csv|json)$/.exec(file)?.[1];
  if (format !== 'xlsx' && format !== 'csv' && format !== 'json') throw wrong('--out', '*.xlsx|*.csv|*.json');
  return format;
}

type Asked = Pick<Input<'findings.list'>, 'year' | 'unit' | 'class' | 'open'>;

async function everyFinding(session: Session, asked: Asked): Promise<Output<'findings.list'>> {
  const findings: Output<'findings.list'>['findings'] = [];
  for (;;) {
    const page = await session.ask('findings.list', { ...asked, offset: findings.length, limit: 200 });
    findings.push(...page.findings);
    if (findings.length >= page.total || page.findings.length === 0) return { ...page, findings };
  }
}
