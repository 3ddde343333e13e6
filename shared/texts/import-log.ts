import type { LoggedFile } from '../contract/areas/import-log.ts';
import { answeredText } from './provenance.ts';
import { counted, type Language } from './language.ts';
import { problemText } from './problems.ts';
import { noticeText } from './notices.ts';
import { questionText } from './questions.ts';
import { reusedText } from './reused.ts';
import { batchStateNames } from './states.ts';

/** What is said about one thing of a file: where in it, and what. */
export interface LogLine {
  readonly part: string;
  readonly where: string;
  readonly text: string;
}

/** A file's part of the log, line by line, as it is shown, printed and saved. */
export function logLines(file: LoggedFile, language: Language): readonly LogLine[] {
  const words = logTexts[language];
  const { parts } = words;
  const at = (sheet: string, cell: string | undefined): string =>
    cell === undefined ? sheet : `${sheet}!${cell}`;
  const more = file.takenTotal - file.taken.length;
  return [
    ...(file.problem === null
      ? []
      : [{ part: parts.problem, where: '', text: problemText(file.problem, language) }]),
    ...file.tables.map((table) => ({
      part: parts.table,
      where: table.sheet,
      text: words.table(table.table, table.bodyFrom + 1, table.bodyTo + 1),
    })),
    ...file.taken.map(({ sheet, unitName, return: code, records, cells }) => ({
      part: parts.taken,
      where: sheet,
      text: words.taken(unitName, code, records, cells),
    })),
    ...(more > 0 ? [{ part: parts.taken, where: '', text: words.more(more) }] : []),
    ...file.answered.map((answered) => ({
      part: parts.answered,
      where: at(answered.question.sheet, answered.question.cell),
      text: answeredText(answered, language),
    })),
    ...file.reused.map((each) => ({
      part: parts.reused,
      where: at(each.question.sheet, each.question.cell),
      text: reusedText(each, language),
    })),
    ...file.open.map((question) => ({
      part: parts.open,
      where: at(question.sheet, question.cell),
      text: questionText(question, language),
    })),
    ...file.notices.map((notice) => ({
      part: parts.notice,
      where: at(notice.sheet, notice.cell),
      text: noticeText(notice, language),
    })),
  ];
}

/** The line that heads a file: its name and what became of it. */
export function logHead(file: LoggedFile, language: Language): string {
  return `${file.file} · ${batchStateNames[file.outcome][language]}`;
}

export const logTexts = {
  zh: {
    title: (county: string, year: number) => `${county} ${year} 年 导入记录`,
    columns: ['文件', '状态', '时间', '事项', '位置', '内容'],
    identity: (sha256: string, size: number) => `SHA-256 ${sha256} · ${size} 字节`,
    parts: {
      problem: '未能导入',
      table: '报表',
      taken: '写入',
      answered: '已确认',
      reused: '沿用',
      open: '待确认',
      notice: '提示',
    },
    table: (code: string, from: number, to: number) => `${code},数据在第 ${from}–${to} 行`,
    taken: (unit: string, code: string, records: number, cells: number) =>
      `${unit} ${code}:${records > 1 ? `${records} 行,` : ''}${cells} 格`,
    more: (count: number) => `另有 ${count} 项没有列出`,
  },
  en: {
    title: (county: string, year: number) => `${county}, import log of ${year}`,
    columns: ['File', 'State', 'Time', 'What', 'Where', 'Content'],
    identity: (sha256: string, size: number) => `SHA-256 ${sha256} · ${size} bytes`,
    parts: {
      problem: 'refused',
      table: 'table',
      taken: 'written',
      answered: 'answered',
      reused: 'reused',
      open: 'open question',
      notice: 'notice',
    },
    table: (code: string, from: number, to: number) => `${code}, figures in rows ${from}–${to}`,
    taken: (unit: string, code: string, records: number, cells: number) =>
      `${unit} ${code}: ${records > 1 ? `${counted(records, 'row')}, ` : ''}${counted(cells, 'cell')}`,
    more: (count: number) => `${count} more are not listed`,
  },
};
