/** Problems of a file that cannot be read. Each names the file; none leaves anything half read. */
export interface FileProblems {
  'file.empty': { readonly file: string };
  'file.missing': { readonly file: string };
  'file.truncated': { readonly file: string };
  'file.encrypted': { readonly file: string };
  'file.damaged': { readonly file: string; readonly part: string };
  /** A format that is not read. `picture-only` is a workbook without a single cell that holds something. */
  'file.unsupported': {
    readonly file: string;
    readonly found:
      | 'pdf'
      | 'word'
      | 'powerpoint'
      | 'picture'
      | 'picture-only'
      | 'archive'
      | 'web-archive'
      | 'xml'
      | 'old-excel'
      | 'ofd'
      | 'uof'
      | 'flat-ods'
      | 'dbf'
      | 'exchange'
      | 'aligned-text'
      | 'other-spreadsheet'
      | 'own-backup'
      | 'own-package'
      | 'own-edition'
      | 'unknown';
  };
  /** Texts in no encoding that is read. */
  'file.encoding': { readonly file: string };
  /** A quotation mark that is never closed, or closed within a field; the line where it was opened. */
  'file.quote': { readonly file: string; readonly line: number };
  'file.doctype': { readonly file: string; readonly part: string };
  'file.over-budget': {
    readonly file: string;
    readonly budget:
      | 'bytes'
      | 'entries'
      | 'unpacked'
      | 'ratio'
      | 'sheets'
      | 'rows'
      | 'blankRows'
      | 'columns'
      | 'cells'
      | 'strings'
      | 'text'
      | 'merges'
      | 'mergedCells';
    readonly limit: number;
    readonly part: string;
  };
  'file.stuck': { readonly file: string; readonly seconds: number };
  /** The reading process died: out of memory, or a fault in it. */
  'file.reader-died': { readonly file: string };
  'file.locked': { readonly file: string };
  /** A target that cannot be written. */
  'file.unwritable': {
    readonly file: string;
    readonly reason: 'read-only' | 'disk-full' | 'missing' | 'locked' | 'exists';
  };
}
