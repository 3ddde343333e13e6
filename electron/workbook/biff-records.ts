/** Records of [MS-XLS] and the BIFF5 documentation, by their numbers. */
export const record = {
  formula: 0x0006,
  eof: 0x000a,
  header: 0x0014,
  footer: 0x0015,
  externSheet: 0x0017,
  note: 0x001c,
  dateMode: 0x0022,
  filePass: 0x002f,
  continue: 0x003c,
  font: 0x0031,
  codePage: 0x0042,
  object: 0x005d,
  uncalculated: 0x005e,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  rString: 0x00d6,
  xf: 0x00e0,
  mergedCells: 0x00e5,
  drawingGroup: 0x00eb,
  sst: 0x00fc,
  labelSst: 0x00fd,
  supBook: 0x01ae,
  condition: 0x01b0,
  rule: 0x01b1,
  textObject: 0x01b6,
  number: 0x0203,
  label: 0x0204,
  boolErr: 0x0205,
  string: 0x0207,
  row: 0x0208,
  array: 0x0221,
  window: 0x023e,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
  conditionNew: 0x0879,
  ruleNew: 0x087a,
} as const;

/** The bytes that a record has at least, of those that are looked into. */
export const shortest: ReadonlyMap<number, number> = new Map([
  [record.codePage, 2],
  [record.boundSheet, 6],
  [record.row, 14],
  [record.columnInfo, 10],
  [record.window, 2],
  [record.font, 4],
  [record.xf, 4],
  [record.mulRk, 12],
  [record.formula, 22],
  [record.number, 14],
  [record.labelSst, 10],
  [record.rk, 10],
  [record.label, 8],
  [record.rString, 8],
  [record.boolErr, 8],
]);

/** Records that are one cell each. */
export const single: ReadonlySet<number> = new Set([
  record.formula,
  record.rString,
  record.labelSst,
  record.number,
  record.label,
  record.boolErr,
  record.rk,
]);

/** What the library that reads the values needs. Drawings, notes, links, names and macros never reach it. */
export const kept: ReadonlySet<number> = new Set([
  ...single,
  ...[record.eof, record.dateMode, record.codePage, record.boundSheet, record.mulRk, record.xf],
  ...[record.mergedCells, record.sst, record.string, record.format, record.bof],
]);

/** Records of which it needs what they are continued with. */
export const continued: ReadonlySet<number> = new Set([
  record.sst,
  record.string,
  record.format,
  record.label,
  record.rString,
]);
