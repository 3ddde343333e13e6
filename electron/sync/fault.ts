import type { FaultCode } from '#shared/texts/verification.ts';

/** What is wrong in a package: a stable code, the part or cell, and what was found there. */
export interface PackageFault {
  readonly code: FaultCode;
  /** A file of the package, a part of the workbook, a cell (`JC102!F7`) or a total (`JC102.02`). */
  readonly where: string;
  readonly detail: string;
}

export function fault(code: FaultCode, where: string, detail = ''): PackageFault {
  return { code, where, detail };
}
