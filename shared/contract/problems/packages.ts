/** Problems of keys and packages. What is wrong *inside* a package is a list of faults in the verdict, not a problem. */
export interface PackageProblems {
  'key.absent': Record<never, never>;
  'key.exists': { readonly subject: string };
  /** The certificate is not valid today: too old, or the computer's clock is wrong. */
  'key.not-valid': { readonly from: string; readonly until: string; readonly now: string };
  'key.passphrase': Record<never, never>;
  /** Typed twice, and not alike. */
  'key.passphrase-differs': Record<never, never>;
  'key.passphrase-weak': { readonly least: number };
  'key.certificate': { readonly why: string };
  'package.absent': { readonly sequence: number };
  /** The file of a sealed package is gone, or is no longer what was sealed. */
  'package.damaged': { readonly file: string };
  /** Not a package at all: neither a zip nor a workbook. */
  'package.unreadable': { readonly file: string };
  /** The package that was just written did not pass our own verifier; it was removed. */
  'package.not-verified': { readonly faults: string };
}
