import type { Output, Parsed } from '#shared/contract/contract.ts';
import { isProblem, Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import { conversionsOf } from '#shared/intake/conversions.ts';
import type { GridCell } from '#shared/intake/grid.ts';
import type { SheetWindow } from '#shared/intake/sheet-window.ts';
import { logBug } from '../store/log.ts';
import { originalFile } from '../store/originals.ts';
import { assertOriginal } from './import/read-file.ts';
import type { KnownCell } from './provenance.ts';
import type { RunContext } from './run-context.ts';

export const provenanceRuns = { 'provenance.get': provenanceGet };

async function provenanceGet(
  context: RunContext,
  input: Parsed<'provenance.get'>,
): Promise<Output<'provenance.get'>> {
  const known = await context.workspace.read('provenance/known', input);
  const { source, field, acts, ...told } = known;
  const seen = source === null ? notSeen : await look(context, source);
  const shortId = (sha256: string | null): string => (sha256 ?? '').slice(0, 6);
  return {
    ...told,
    acts: acts.map((act) => {
      const asked = `${shortId(act.sha256)}:${act.sheet ?? ''}!${act.cell ?? ''}/`;
      const reading = {
        raw: act.raw ?? '',
        value: act.value,
        factor: act.factor,
        readAs: act.readAs,
        rounded: act.rounded,
        isAnswered: Object.keys(source?.answers ?? {}).some((id) => id.startsWith(asked)),
      };
      const isRead = act.kind === 'import' && act.raw !== null;
      const marked = act.id === told.pictured ? seen.marked : null;
      return { ...act, conversions: isRead ? [...conversionsOf(reading, field, marked)] : [] };
    }),
    picture: seen.window,
    problem: seen.problem,
  };
}

interface Seen {
  readonly window: SheetWindow | null;
  readonly marked: GridCell | null;
  readonly problem: ProblemMessage | null;
}

const notSeen: Seen = { window: null, marked: null, problem: null };

/** Opens the stored file again. One that is lost, altered or too slow to read is told; what is kept about the cell stands. */
async function look(context: RunContext, source: NonNullable<KnownCell['source']>): Promise<Seen> {
  const { file, sha256, answers, window } = source;
  try {
    const job = { path: originalFile(context.folder, sha256), name: file, window: { ...window, answers } };
    const reply = await context.workspace.files().run(job, context.signal);
    assertOriginal(reply, source);
    if ('refused' in reply) return { ...notSeen, problem: reply.refused };
    if ('broken' in reply) throw new Problem('file.reader-died', { file });
    const found = reply.answer.window;
    if (found === null) throw new Problem('intake.place-absent', { file, ...window });
    return { ...found, problem: null };
  } catch (error) {
    if (!(error instanceof Problem) || isProblem(error, 'request.cancelled')) throw error;
    if (error.cause !== undefined) logBug(context.folder, error.cause);
    return { ...notSeen, problem: error.toMessage() };
  }
}
