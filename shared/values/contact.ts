/** Whom to call at a unit, as one of its filings says. */
export interface Contact {
  readonly person: string | null;
  readonly telephone: string | null;
  /** The year of the filing that says so. */
  readonly year: number;
}
