import { explanationFault, leastExplanation } from '#shared/checking/explanation.ts';
import { isProblem, Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import { questionId } from '#shared/intake/asking.ts';
import type { QueryReply } from '#shared/intake/query-sheet.ts';
import { readCell } from '#shared/intake/read-cell.ts';
import type { CellReading } from '#shared/intake/cell-reading.ts';
import type { Notice, Question, QuestionKind } from '#shared/intake/staged.ts';
import type { Field } from '#shared/returns/definition.ts';
import { basisNames } from '#shared/texts/states.ts';
import { codeOf, isBlank, sameValue, type CellValue } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { logAct } from '../../store/acts.ts';
import { putBatch, type StoredBatch } from '../../store/batches.ts';
import { commitRecords, type RecordAct } from '../../store/commit.ts';
import { addExplanation, explanationsAt, type Explanation } from '../../store/findings.ts';
import { recordOf } from '../../store/records.ts';
import { filing, round } from '../../store/rounds.ts';
import { unitAt } from '../../store/units.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { recheckUnits } from '../documents.ts';
import { unitFindings } from '../findings.ts';
import { operandsOf } from '../query-sheets.ts';
import { addressed } from './merged-reply.ts';
import { leftOpen } from './left-open.ts';

type Numbers = QueryReply['numbers'][number];
type Texts = QueryReply['texts'][number];

/** A reply beside the store: what it would write, and what it will not decide. */
interface Settled {
  readonly acts: readonly RecordAct[];
  readonly said: readonly { readonly finding: string; readonly text: string }[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/** What a reply can't be taken in for at all: its unit or a filing is not here. */
function replyRefusal(
  { store, edition }: ReadContext,
  year: number,
  reply: QueryReply,
): ProblemMessage | null {
  if (unitAt(store, reply.unit, year) === undefined)
    return new Problem('unit.absent', { unit: reply.unit }).toMessage();
  for (const { return: code, record, key } of reply.numbers) {
    if (filing(store, year, reply.unit, code) === undefined)
      return new Problem('filing.absent', { unit: reply.unit, return: code }).toMessage();
    if (edition.field(tableOf(code, record), codeOf(key)) === undefined)
      return new Problem('filing.field-absent', { return: code, field: key }).toMessage();
  }
  return null;
}

/** A filled-in 查询单 as a batch: with questions, staged, or, where nothing is open, written. */
export function stageReply(
  context: WriteContext,
  empty: StoredBatch,
  sent: QueryReply,
  dryRun: boolean,
): StoredBatch {
  const { store } = context;
  const to = addressed(context, empty.year, sent);
  const { reply } = to;
  const isAnswered = reply.numbers.length + reply.texts.length > 0;
  const refusal =
    to.refusal ??
    replyRefusal(context, empty.year, reply) ??
    (isAnswered ? null : new Problem('intake.query-unanswered', { file: empty.file }).toMessage());
  if (refusal !== null) return { ...empty, state: 'refused', problem: refusal };
  const { acts, questions, notices: found } = settle(context, empty, reply);
  const notices = [...to.notices, ...found];
  const ready: StoredBatch = {
    ...empty,
    state: questions.length > 0 ? 'questions' : 'staged',
    reading: { tables: [], questions, notices, reply },
    rows: { new: 0, changed: new Set(acts.map((act) => act.return)).size, same: 0, rejected: 0 },
  };
  if (dryRun || questions.length > 0 || round(store, empty.year)?.state !== 'open') return ready;
  try {
    // Within the transaction of the request, a savepoint.
    return store.db.transaction(() => commitReply(context, ready, reply))();
  } catch (error) {
    if (isProblem(error, 'round.not-unlocked')) return ready;
    throw error;
  }
}

/** Numbers become corrections on the basis of the reply, explanations those of their findings; nothing else is touched. */
export function commitReply(context: WriteContext, found: StoredBatch, staged: QueryReply): StoredBatch {
  const { store, now, actor } = context;
  const { id, year, file } = found;
  // Its unit may have been merged since it was staged.
  const { reply, notices, refusal } = addressed(context, year, staged);
  if (refusal !== null) throw new Problem(refusal.code, refusal.details);
  const { acts, said } = settle(context, found, reply);
  const before = explanationsAt(store, year);
  const done: StoredBatch = {
    ...found,
    state: 'committed',
    rows: { new: 0, changed: new Set(acts.map((act) => act.return)).size, same: 0, rejected: 0 },
    reading: {
      ...found.reading,
      reply,
      notices: [...notices, ...found.reading.notices, ...found.reading.questions.map(leftOpen)],
      questions: [],
      explained: said.map(({ finding }) => ({ finding, before: before.get(finding) ?? null })),
    },
  };
  // The batch first: every entry names it.
  putBatch(store, done, null);
  const basis = 'query-reply';
  commitRecords(store, { at: now, actor, kind: 'correction', year, batch: id, basis, reason: file }, acts);
  recheckUnits(context, year, new Set([reply.unit]));
  const log = { at: now, who: actor.name, role: actor.role, year };
  for (const { finding, explained } of unitFindings(context, year, reply.unit)) {
    const text = said.find((item) => item.finding === finding.id)?.text;
    if (text === undefined || (explained?.text === text && !explained.stale)) continue;
    addExplanation(store, year, {
      finding: finding.id,
      category: basisNames[basis].zh,
      text,
      operands: finding.operands,
      at: now,
      actor: actor.name,
    });
    logAct(store, { ...log, act: 'explain', unit: reply.unit, return: finding.return, reason: finding.rule });
  }
  logAct(store, { ...log, act: 'import', reason: file });
  return done;
}

/** Puts back what was said before a reply that is taken back; where nothing was, the explanation holds no more. */
export function withdrawExplanations({ store, now, actor }: WriteContext, found: StoredBatch): void {
  const newest = explanationsAt(store, found.year);
  for (const { finding, before } of found.reading.explained ?? []) {
    const said = newest.get(finding);
    // Said anew since by somebody else.
    if (said === undefined || said.category !== basisNames['query-reply'].zh) continue;
    addExplanation(store, found.year, {
      ...(before ?? { ...said, operands: [nothingCompared] }),
      finding,
      at: now,
      actor: actor.name,
    });
  }
}

/** No rule compares it, so that an explanation for it is stale. */
const nothingCompared: Explanation['operands'][number] = { name: '', table: '', code: '', value: null };

function settle(context: ReadContext, found: StoredBatch, reply: QueryReply): Settled {
  const asking = new ReplyAsking(context, found, reply);
  const acts = reply.numbers.flatMap((number) => asking.number(number));
  const said = [...Map.groupBy(reply.texts, ({ finding }) => finding).values()].flatMap((texts) =>
    asking.text(texts),
  );
  return { acts, said, questions: asking.questions, notices: asking.notices };
}

/** Judges the answers of one reply by the store as it is now. */
class ReplyAsking {
  readonly questions: Question[] = [];
  readonly notices: Notice[] = [];
  readonly #context: ReadContext;
  readonly #found: StoredBatch;
  readonly #reply: QueryReply;
  readonly #findings: ReadonlyMap<string, ReturnType<typeof unitFindings>[number]>;

  constructor(context: ReadContext, found: StoredBatch, reply: QueryReply) {
    this.#context = context;
    this.#found = found;
    this.#reply = reply;
    const findings = unitFindings(context, found.year, reply.unit);
    this.#findings = new Map(findings.map((item) => [item.finding.id, item]));
  }

  number(number: Numbers): readonly RecordAct[] {
    const { edition, store } = this.#context;
    const { return: code, record, key, cell, written, asked } = number;
    const { unit, sheet } = this.#reply;
    const field = edition.field(tableOf(code, record), codeOf(key));
    if (field === undefined) return [];
    const reading = this.#read(number, field);
    if (reading === null) return [];
    const stored = recordOf(store, this.#found.year, unit, code, record)?.cells[key];
    if (sameValue(stored, reading.value)) return [];
    if (!sameValue(stored, asked ?? undefined)) {
      const answer = this.#ask('reply-changed', cell, ['file', 'stored'], {
        return: code,
        raw: written.raw,
        details: {
          field: `${key} ${field.name.zh}`,
          fieldEn: `${key} ${field.name.en}`,
          asked: shown(asked, field),
          stored: shown(stored, field),
          found: shown(reading.value, field),
        },
      });
      if (answer !== 'file') return [];
    }
    const entry = {
      value: reading.value,
      raw: written.raw,
      sheet,
      cell,
      ...(reading.factor === undefined ? {} : { factor: reading.factor, readAs: reading.readAs ?? '' }),
      ...(reading.rounded === true ? { rounded: true } : {}),
    };
    return [{ unit, return: code, key: record, cells: { [key]: entry } }];
  }

  /** The texts of one finding: of one cell, or of several that somebody has taken apart. */
  text(texts: readonly Texts[]): readonly { readonly finding: string; readonly text: string }[] {
    const [first] = texts;
    const item = first === undefined ? undefined : this.#findings.get(first.finding);
    if (first === undefined) return [];
    const text = [...new Set(texts.map((each) => each.text))].join(';').slice(0, 1000);
    const details = { raw: text, least: String(leastExplanation) };
    if (item === undefined || item.finding.class === 'D') {
      this.#notice('reply-settled', first.cell, details);
      return [];
    }
    if (item.finding.class === 'A') {
      this.#notice('reply-must-correct', first.cell, details);
      return [];
    }
    const more = { return: item.finding.return, raw: text, details };
    if (explanationFault(text) !== null) {
      this.#ask('reply-explanation', first.cell, ['skip'], more);
      return [];
    }
    const isSaid = item.explained?.text === text && !item.explained.stale;
    const isOutdated = operandsOf(item.finding) !== first.operands && !isSaid;
    if (isOutdated && this.#ask('reply-text-changed', first.cell, ['file', 'skip'], more) !== 'file')
      return [];
    return [{ finding: first.finding, text }];
  }

  #read(number: Numbers, field: Field): (CellReading & { kind: 'value' }) | null {
    const { edition } = this.#context;
    const list = field.list === undefined ? undefined : edition.list(field.list);
    const taken = { 'none-mark': 'none' };
    const base = { field, list, unit: field.unit ?? null, date1904: this.#reply.date1904, taken };
    const { written, cell } = number;
    const reading = readCell(written, base);
    if (reading.kind === 'value' && !isBlank(reading.value)) return reading;
    if (reading.kind === 'empty') return null;
    // 无 below “更正为” says that nothing is to be corrected as likely as that there is none.
    const asked =
      reading.kind === 'question'
        ? reading
        : { question: 'not-a-number' as const, choices: [{ code: 'blank' }, { code: 'skip' }], details: {} };
    const codes = [...new Set([...asked.choices.map(({ code }) => code), 'skip'])];
    const answer = this.#ask(asked.question, cell, codes, {
      return: number.return,
      raw: written.raw,
      field: codeOf(number.key),
      details: { ...asked.details, raw: written.raw },
    });
    if (answer === undefined || answer === 'skip') return null;
    if (answer === 'blank') return { kind: 'value', value: { blank: 'unknown' } };
    const again =
      answer === 'keep'
        ? readCell({ column: 0, raw: written.raw, type: written.type }, base)
        : readCell({ column: 0, raw: answer.slice('value:'.length), type: 'text' }, { ...base, typed: true });
    return again.kind === 'value' ? again : null;
  }

  #ask(
    kind: QuestionKind,
    cell: string,
    choices: readonly string[],
    more: Partial<Question>,
  ): string | undefined {
    const { sha256, answers } = this.#found;
    const id = questionId(sha256.slice(0, 6), this.#reply.sheet, cell, kind);
    const answer = answers[id];
    const isTyped = answer?.startsWith('value:') === true && more.field !== undefined;
    if (answer !== undefined && (choices.includes(answer) || isTyped)) return answer;
    this.questions.push({
      id,
      kind,
      sheet: this.#reply.sheet,
      cell,
      details: {},
      choices: choices.map((code) => ({ code })),
      group: kind,
      ...more,
    });
    return undefined;
  }

  #notice(kind: Notice['kind'], cell: string, details: Readonly<Record<string, string>>): void {
    this.notices.push({ kind, class: 'C', sheet: this.#reply.sheet, cell, details });
  }
}

function shown(value: CellValue | null | undefined, field: Field): string {
  return showValue(value, field, 'zh');
}
