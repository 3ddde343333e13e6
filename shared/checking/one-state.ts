import type { Condition } from '../returns/rule/syntax.ts';
import { state } from './frame.ts';
import type { Verdict } from './scene.ts';
import { opposite } from './verdict.ts';

/** Every state, in the order of their numbers. */
export const stateNumbers = Object.values(state).sort((a, b) => a - b);

/** A condition over one cell's state alone, judged for a state. */
export function ofState(node: Condition, number: number): Verdict {
  switch (node.kind) {
    case 'state':
      return wantedStates(node.test, node.reason).includes(number) ? 'T' : 'F';
    case 'not':
      return opposite(ofState(node.of, number));
    case 'and':
      return node.of.every((part) => ofState(part, number) === 'T') ? 'T' : 'F';
    case 'or':
      return node.of.some((part) => ofState(part, number) === 'T') ? 'T' : 'F';
    default:
      throw new Error(`${node.kind} looks at more than a state`);
  }
}

function wantedStates(test: '填' | '空' | '零', reason: string | null): readonly number[] {
  if (test === '填') return [state.filled, state.zero];
  if (test === '零') return [state.zero];
  if (reason === null) return [state.absent, state.unknown, state.none, state.notApplicable];
  if (reason === '不详') return [state.unknown];
  if (reason === '无') return [state.none];
  return reason === '不适用' ? [state.notApplicable] : [];
}
