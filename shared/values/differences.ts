/** How one edition differs from another, and in what kinds of thing. */
export const differenceKinds = ['added', 'dropped', 'renamed', 'changed'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceSubjects = [
  'return',
  'table',
  'field',
  'rule',
  'indicator',
  'target',
  'list',
  'code',
  'setting',
  'header',
] as const;
export type DifferenceSubject = (typeof differenceSubjects)[number];
