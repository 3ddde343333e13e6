import type { Notice, Question } from '#shared/intake/staged.ts';

/** That a question was left: what it is about is nowhere, which nothing else would say. */
export function leftOpen({ sheet, cell, raw }: Question): Notice {
  return {
    kind: 'left-open',
    class: 'C',
    sheet,
    ...(cell === undefined ? {} : { cell }),
    details: raw === undefined ? {} : { raw },
  };
}
