import type { Output } from '#shared/contract/contract.ts';
import { attachmentTexts } from '#shared/texts/attachments.ts';
import {
  choice,
  inYear,
  needed,
  terminalOf,
  text,
  texts,
  word,
  type Answer,
  type Arguments,
  type Command,
  type Session,
} from '../command.ts';

export const directoryCommands: Readonly<Record<string, Command>> = {
  catalogue: {
    usage: 'catalogue [--indicators] [--returns] [--rules]',
    summary: { zh: '收集哪些内容,出自哪条文件', en: 'what is collected, with source clauses' },
    words: 0,
    options: { indicators: 'flag', returns: 'flag', rules: 'flag' },
    run: async (session, given) => {
      const catalogue = await session.ask('catalogue.get', {});
      const all = ['indicators', 'returns', 'rules'] as const;
      const asked = all.filter((part) => given.options[part] === true);
      const parts = asked.length === 0 ? all : asked;
      const json = {
        indicators: catalogue.indicators.map((indicator) => ({
          ...indicator,
          name: indicator.name.zh,
          nameEn: indicator.name.en,
        })),
        returns: catalogue.returns.map((item) => ({ ...item, name: item.name.zh, nameEn: item.name.en })),
        rules: catalogue.rules,
      };
      return {
        json: Object.fromEntries(parts.map((part) => [part, json[part]])),
        lines: parts.flatMap((part) => catalogueLines(catalogue, part, given)),
      };
    },
  },
  units: {
    usage:
      'units [--search <text>] | units add --code <c> --name <n> [--kind 企业] [--industry 3511] [--area <code>] [--apart <unit>]…\n' +
      '       | units rename <unit> --name <n> | units close <unit> --status 2\n' +
      '       | units move <unit> --area <code> | units merge <unit> --into <unit>',
    summary: {
      zh: '单位名录;add 时名称与名录中的相近而确是另一户的,加 --apart;move 登记单位划归哪个县(市、区);merge 把重复登记的一户并入另一户(两户数不同时不合并)',
      en: 'the directory of units; add takes --apart for one that is another than its namesake; move says in which county one is; merge makes one unit of an enterprise that was entered twice',
    },
    words: 2,
    options: {
      code: 'value',
      name: 'value',
      kind: 'value',
      industry: 'value',
      area: 'value',
      status: 'value',
      search: 'value',
      into: 'value',
      apart: 'repeated',
    },
    run: async (session, given) =>
      given.words.length === 0 ? listUnits(session, given) : changeUnit(session, given),
  },
  obligations: {
    usage: 'obligations',
    summary: { zh: '谁该报什么,还缺哪些', en: 'who owes what, and what is missing' },
    words: 0,
    options: {},
    run: async (session, given) => {
      const owed = await session.ask('obligations.list', inYear(given));
      return {
        json: owed,
        lines: [
          terminalOf(given).obligations(owed.due, owed.filed, owed.exempt, owed.missing.length),
          ...owed.missing.map((missing) => `${missing.code}\t${missing.name}\t${missing.return}`),
        ],
      };
    },
  },
};

function catalogueLines(
  catalogue: Output<'catalogue.get'>,
  part: 'indicators' | 'returns' | 'rules',
  { language }: Arguments,
): string[] {
  if (part === 'indicators')
    return catalogue.indicators.map(
      ({ code, name, unit, source }) =>
        `${code}\t${name[language]}\t${unit}\t${source.map(({ seed, section }) => `${seed} ${section}`).join('; ')}`,
    );
  if (part === 'returns')
    return catalogue.returns.map(
      ({ code, number, name, fields }) => `${code}\t${number}\t${name[language]}\t${fields}`,
    );
  return catalogue.rules.map(
    (rule) =>
      `${rule.id}\t${rule.class}\t${rule.notation}${rule.active ? '' : `\t(${rule.missing.join(' ')})`}` +
      (rule.attach === undefined ? '' : `\t${attachmentTexts[language].asked(rule.attach[language])}`),
  );
}

async function listUnits(session: Session, given: Arguments): Promise<Answer> {
  const search = text(given, 'search');
  const units: Output<'units.list'>['units'] = [];
  for (;;) {
    const page = await session.ask('units.list', {
      ...inYear(given),
      offset: units.length,
      limit: 1000,
      ...(search === undefined ? {} : { search }),
    });
    units.push(...page.units);
    if (units.length >= page.total || page.units.length === 0) break;
  }
  return { json: { units }, lines: units.map(unitLine) };
}

function unitLine({ code, name, kind, status, operator }: Output<'units.list'>['units'][number]): string {
  return `${code}\t${name}\t${kind}\t${status}${operator === null ? '' : `\t${operator}`}`;
}

async function changeUnit(session: Session, given: Arguments): Promise<Answer> {
  const act = choice(word(given, 0, ''), 'units …', ['add', 'rename', 'close', 'move', 'merge']);
  if (act === 'add') {
    const [code, kind, industry, area] = ['code', 'kind', 'industry', 'area'].map((name) =>
      text(given, name),
    );
    const { unit } = await session.ask('units.add', {
      ...inYear(given),
      name: needed(given, 'name'),
      ...(code === undefined ? {} : { code }),
      ...(kind === undefined ? {} : { kind }),
      ...(industry === undefined ? {} : { industry }),
      ...(area === undefined ? {} : { area }),
      apart: [...texts(given, 'apart')],
    });
    return { json: { units: [unit] }, lines: [unitLine(unit)] };
  }
  const asked = { ...inYear(given), unit: word(given, 1, '<unit>') };
  if (act === 'merge') {
    const { unit, moved } = await session.ask('units.merge', { ...asked, into: needed(given, 'into') });
    return {
      json: { units: [unit], moved },
      lines: [unitLine(unit), ...moved.map((item) => `${item.year}\t${item.return}\t${item.cells}`)],
    };
  }
  if (act === 'move') {
    const { unit } = await session.ask('units.move', { ...asked, area: needed(given, 'area') });
    return { json: { units: [unit] }, lines: [unitLine(unit)] };
  }
  const { unit } =
    act === 'rename'
      ? await session.ask('units.rename', { ...asked, name: needed(given, 'name') })
      : await session.ask('units.close', { ...asked, status: needed(given, 'status') });
  return { json: { units: [unit] }, lines: [unitLine(unit)] };
}
