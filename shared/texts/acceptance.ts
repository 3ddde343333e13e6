import type { Output } from '../contract/contract.ts';
import { counted, type Language } from './language.ts';

/** What was accepted of all that is clean, what was not and why, and what to do about it. */
export function acceptanceText({ accepted, left }: Output<'filing.acceptClean'>, language: Language): string {
  const due = left.filter(({ reasons }) => reasons.due).length;
  const blocked = left.filter(({ reasons }) => !reasons.due && reasons.blocking > 0).length;
  const open = left.length - due - blocked;
  if (language === 'zh') {
    const done = accepted === 0 ? '没有可以验收的报表。' : `已验收 ${accepted} 张。`;
    if (left.length === 0) return accepted === 0 ? '没有待验收的报表,已报的都已办理。' : done;
    const why = [
      due > 0 ? `${due} 张未报(请催报)` : '',
      blocked > 0 ? `${blocked} 张有强制性错误(请更正)` : '',
      open > 0 ? `${open} 张待说明(请核实后说明)` : '',
    ];
    return `${done}还有 ${left.length} 张未验收:${why.filter((part) => part !== '').join(',')}。`;
  }
  const done = accepted === 0 ? 'Nothing could be accepted.' : `${counted(accepted, 'filing')} accepted.`;
  if (left.length === 0) return accepted === 0 ? 'No filing waits to be accepted.' : done;
  const why = [
    due > 0 ? `${due} not filed (remind them)` : '',
    blocked > 0 ? `${blocked} with mandatory findings (correct them)` : '',
    open > 0 ? `${open} with findings to explain` : '',
  ];
  return `${done} ${left.length} left: ${why.filter((part) => part !== '').join(', ')}.`;
}
