import { demoFolder } from '../../operations/demo.ts';
import { text, terminalOf, UsageError, word, type Command, inYear } from '../command.ts';

export const workspaceCommands: Readonly<Record<string, Command>> = {
  init: {
    usage: 'init --county 220122 --year 2015 | init --demo[=clean]',
    summary: {
      zh: '建立工作区,或开始新的一年;--demo 打开示范县',
      en: 'make a workspace or start a year; --demo for the demo county',
    },
    options: { county: 'value', demo: 'value' },
    run: async (session, given) => {
      const demo = text(given, 'demo');
      if (demo !== undefined && demo !== 'mistakes' && demo !== 'clean')
        throw new UsageError('--demo[=clean]');
      const county = text(given, 'county');
      const made = await session.ask('workspace.init', {
        ...inYear(given),
        ...(county === undefined ? {} : { county }),
        ...(demo === undefined ? {} : { demo }),
      });
      return {
        json: {
          county: made.county.code,
          countyName: made.county.name,
          year: made.year,
          edition: made.edition,
          ...(demo === undefined ? {} : { workbooks: demoFolder(session.folder) }),
        },
        lines: [
          terminalOf(given).workspace(made.county.name, made.county.code, made.year),
          ...(demo === undefined ? [] : [terminalOf(given).demoFolder(demoFolder(session.folder))]),
        ],
      };
    },
  },
  catalogue: {
    usage: 'catalogue [--indicators|--returns|--rules]',
    summary: { zh: '收集哪些内容,出自哪条文件', en: 'what is collected, with source clauses' },
    options: { indicators: 'flag', returns: 'flag', rules: 'flag' },
    run: async (session, given) => {
      const catalogue = await session.ask('catalogue.get', {});
      const asked = (['indicators', 'returns', 'rules'] as const).filter(
        (part) => given.options[part] === true,
      );
      const parts = asked.length === 0 ? (['indicators', 'returns', 'rules'] as const) : asked;
      const { language } = given;
      const lines = parts.flatMap((part) => {
        if (part === 'indicators')
          return catalogue.indicators.map(
            (i) =>
              `${i.code}\t${i.name[language]}\t${i.unit}\t${i.source.map((s) => `${s.seed} ${s.section}`).join('; ')}`,
          );
        if (part === 'returns')
          return catalogue.returns.map((r) => `${r.code}\t${r.number}\t${r.name[language]}\t${r.fields}`);
        return catalogue.rules.map(
          (r) => `${r.id}\t${r.class}\t${r.notation}${r.active ? '' : `\t(${r.missing.join(' ')})`}`,
        );
      });
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
        json: asked.length === 0 ? json : Object.fromEntries(asked.map((part) => [part, json[part]])),
        lines,
      };
    },
  },
  units: {
    usage:
      'units [add --code c --name n [--kind 企业] [--industry 3511] | rename <unit> --name n | close <unit> --status 2]',
    summary: { zh: '单位名录', en: 'the directory of units' },
    options: {
      code: 'value',
      name: 'value',
      kind: 'value',
      industry: 'value',
      area: 'value',
      status: 'value',
      search: 'value',
    },
    run: async (session, given) => {
      const act = given.words[0];
      if (act === undefined) {
        const units = [];
        for (let offset = 0; ; offset += 1000) {
          const search = text(given, 'search');
          const page = await session.ask('units.list', {
            ...inYear(given),
            offset,
            limit: 1000,
            ...(search === undefined ? {} : { search }),
          });
          units.push(...page.units);
          if (units.length >= page.total || page.units.length === 0) break;
        }
        return {
          json: { units },
          lines: units.map((unit) => `${unit.code}\t${unit.name}\t${unit.kind}\t${unit.status}`),
        };
      }
      const done = await changeUnit(act);
      return {
        json: { units: [done.unit] },
        lines: [`${done.unit.code}\t${done.unit.name}\t${done.unit.status}`],
      };

      function changeUnit(change: string) {
        const name = text(given, 'name');
        if (change === 'add') {
          const code = text(given, 'code');
          const kind = text(given, 'kind');
          const industry = text(given, 'industry');
          const area = text(given, 'area');
          if (name === undefined) throw new UsageError('--name');
          return session.ask('units.add', {
            ...inYear(given),
            name,
            ...(code === undefined ? {} : { code }),
            ...(kind === undefined ? {} : { kind }),
            ...(industry === undefined ? {} : { industry }),
            ...(area === undefined ? {} : { area }),
          });
        }
        const unit = word(given, 1, '<unit>');
        if (change === 'rename') {
          if (name === undefined) throw new UsageError('--name');
          return session.ask('units.rename', { ...inYear(given), unit, name });
        }
        if (change === 'close') {
          const status = text(given, 'status');
          if (status === undefined) throw new UsageError('--status');
          return session.ask('units.close', { ...inYear(given), unit, status });
        }
        throw new UsageError('add | rename | close');
      }
    },
  },
  obligations: {
    usage: 'obligations',
    summary: { zh: '谁该报什么,还缺哪些', en: 'who owes what, and what is missing' },
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
