import type { Field, RuleDefinition, Table } from './definition.ts';
import { fieldsOf } from './tables.ts';

/**
 * Requiredness as rules, so that one engine checks everything: never filled → A; blank for a stated reason (不详, 无) → B.
 * Only the 本年 column is required.
 */
export function requiredRules(item: Table): RuleDefinition[] {
  return [...confirmation(item), ...requirements(item)];
}

/** A row that a register carried over is nobody's statement until it was confirmed, changed or ended. */
function confirmation(item: Table): RuleDefinition[] {
  const [key] = item.key ?? [];
  if (!item.register || key === undefined) return [];
  return [
    {
      id: `${item.code}-K`,
      class: 'A',
      scope: 'row',
      rule: '已确认()',
      at: [key],
      needs: [],
      locked: true,
      title: { zh: '上年结转的行应逐行确认', en: 'Rows carried over are confirmed one by one' },
      message: {
        zh: '这一行由上年结转而来,还没有确认。',
        en: 'This row was carried over from last year and has not been confirmed.',
      },
      advice: {
        zh: '仍然如此的请“确认”;有变化的直接修改;已结束的请“结束”。',
        en: 'Confirm it if it still holds, change it if it does not, end it if it is over.',
      },
      examples: { holds: [{ cells: {} }], breaks: [{ cells: {} }] },
    },
  ];
}

function requirements(item: Table): RuleDefinition[] {
  return [...fieldsOf(item).values()].flatMap((field) => {
    if (field.required === 'no' || field.computed === true) return [];
    const isNumber = field.type === 'number';
    const premise = field.required === 'yes' ? '' : `若 ${field.required.when} 则 `;
    const base = {
      scope: item.kind === 'floating' ? ('row' as const) : ('filing' as const),
      at: [field.code],
      needs: [],
      locked: true,
      title: { zh: `${field.name.zh}必填`, en: `${field.name.en} is required` },
      examples: { holds: [{ cells: { [field.code]: sample(field) } }], breaks: [{ cells: {} }] },
    };
    const never = `${premise}填(${field.code}) 或 空(${field.code},"不详") 或 空(${field.code},"无") 或 空(${field.code},"不适用")`;
    const stated = `${premise}非 空(${field.code},"不详") 且 非 空(${field.code},"无")`;
    return [
      {
        ...base,
        id: `${item.code}-${field.code}-R`,
        class: 'A' as const,
        rule: never,
        message: { zh: `“${field.name.zh}”没有填写。`, en: `“${field.name.en}” is empty.` },
        advice: isNumber
          ? {
              zh: '请向企业核实后填写;确为零的填 0。',
              en: 'Ask the enterprise and fill it in; a true zero is written 0.',
            }
          : { zh: '请向企业核实后填写。', en: 'Ask the enterprise and fill it in.' },
      },
      {
        ...base,
        id: `${item.code}-${field.code}-S`,
        class: 'B' as const,
        rule: stated,
        message: {
          zh: `“${field.name.zh}”必填,企业填的是“不详”或“无”。`,
          en: `“${field.name.en}” is required but stated as unknown or none.`,
        },
        advice: isNumber
          ? {
              zh: '请核实数值;确实没有的填 0,确实无法取得的请说明原因。',
              en: 'Find the value; write 0 for none, or explain why it cannot be had.',
            }
          : {
              zh: '请核实后填写;确实没有或无法取得的请说明原因。',
              en: 'Find it out and fill it in, or explain why there is none or why it cannot be had.',
            },
      },
    ];
  });
}

function sample(field: Field): number | string | boolean | string[] {
  if (field.type === 'number') return 1;
  if (field.type === 'month') return 201501;
  if (field.type === 'flag') return true;
  return field.type === 'multi' ? ['1'] : '1';
}
