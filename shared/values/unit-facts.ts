/** What the directory knows of a unit, each dated by the year from which on it holds. */
export const unitFacts = [
  'name',
  /** A name that another took the place of within the year that it was entered in. */
  'formerName',
  'creditCode',
  'organisationCode',
  /** 工商注册号, the number of a business licence before the credit code. */
  'licence',
  'area',
  'status',
  'industry',
  'industryEdition',
  'size',
  /** The unit that runs this one, which has no code of its own: another base of the same operator. */
  'operator',
  /** The unit that this one was found to be the same as, from that year on. */
  'mergedInto',
] as const;
export type UnitFact = (typeof unitFacts)[number];

/** The basis of cells that a form began with because its unit was entered with them: nobody has filed them yet. */
export const fromDirectory = 'directory';
