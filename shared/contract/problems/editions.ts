/** Problems of edition files, and of the edition that a year is under. */
export interface EditionProblems {
  /** Not an edition file at all. */
  'edition.no-edition': { readonly file: string };
  /** Cut off, changed on the way, or with something added. */
  'edition.damaged': { readonly file: string; readonly part: string };
  'edition.too-large': { readonly file: string };
  'edition.newer': { readonly file: string; readonly found: string };
  'edition.signature': { readonly file: string; readonly part: string };
  'edition.signer': {
    readonly file: string;
    readonly subject: string;
    readonly fingerprint: string;
    readonly why: 'unknown' | 'expired' | 'purpose';
  };
  /** Signed by a county that may not issue it. */
  'edition.issuer': { readonly file: string; readonly subject: string; readonly fingerprint: string };
  /** What it carries is not sound. `count`: how many places are. */
  'edition.faulty': {
    readonly file: string;
    readonly place: string;
    readonly fault: string;
    readonly count: number;
  };
  /** A supplement or a target file of another county. */
  'edition.county': { readonly name: string; readonly county: string };
  'edition.years': {
    readonly name: string;
    readonly year: number;
    readonly from: number;
    readonly to: number;
  };
  /** Under the code of an item that a year has numbers for it means other amounts. `item`: code and name. */
  'edition.scale': {
    readonly name: string;
    readonly item: string;
    readonly was: string;
    readonly now: string;
    readonly year: number;
  };
  'edition.absent': { readonly edition: string };
  /** The year is under this edition already. */
  'edition.same': { readonly name: string; readonly year: number };
  /** A file of the folder that is to be packed. */
  /** What is to be packed is not sound: its author is the one to mend it. `count`: how many places are. */
  'edition.unsound': { readonly place: string; readonly fault: string; readonly count: number };
  'edition.folder': { readonly file: string; readonly why: string };
}
