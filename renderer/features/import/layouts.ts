import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { StagedTable } from '#shared/intake/staged.ts';
import {
  firstRowOf,
  layoutId,
  layoutOfTable,
  parseLayout,
  type SheetLayout,
} from '#shared/values/sheet-layout.ts';

/** A table of the sheet that is shown: where it is, as import has it or as the clerk is about to say. */
export interface LaidTable {
  readonly id: string;
  readonly layout: SheetLayout;
  /** Null for one that import has not found. */
  readonly found: StagedTable | null;
  /** Whether the clerk has said where it is, and whether what is shown is not said yet. */
  readonly isLaid: boolean;
  readonly isDraft: boolean;
}

export interface Layouts {
  readonly tables: readonly LaidTable[];
  /** The one whose borders are shown. */
  readonly active: LaidTable | null;
  readonly choose: (id: string) => void;
  readonly draft: (id: string, layout: SheetLayout) => void;
  /** Of all sheets of the file, by their ids. */
  readonly drafts: ReadonlyMap<string, SheetLayout>;
  readonly reset: () => void;
  /** The id of a table that begins with a row. */
  readonly idAt: (row: number) => string;
}

/** The tables of a sheet with what the clerk has changed of them: kept here until it is applied. */
export function useLayouts(batch: Batch, sheet: string, tables: readonly StagedTable[]): Layouts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, SheetLayout>>(new Map());
  const [chosen, choose] = useState<string | null>(null);
  const prefix = batch.sha256.slice(0, 6);
  const found = tables
    .filter((table) => table.sheet === sheet)
    .map((table): LaidTable => {
      const id = table.laid?.id ?? layoutId(prefix, sheet, firstRowOf(table), table.part);
      const draft = drafts.get(id);
      const isLaid = table.laid !== undefined;
      return { id, layout: draft ?? layoutOf(table), found: table, isLaid, isDraft: draft !== undefined };
    });
  const known = new Set(found.map(({ id }) => id));
  const added = [...drafts]
    .filter(([id]) => !known.has(id) && id.startsWith(`${prefix}:${sheet}!`))
    .map(([id, layout]): LaidTable => ({ id, layout, found: null, isLaid: false, isDraft: true }));
  const all = [...found, ...added];
  return {
    tables: all,
    active: all.find(({ id }) => id === chosen) ?? all[0] ?? null,
    choose,
    draft: (id, layout) => {
      setDrafts((before) => new Map(before).set(id, layout));
      choose(id);
    },
    drafts,
    reset: () => setDrafts(new Map()),
    idAt: (row) => layoutId(prefix, sheet, row),
  };
}

function layoutOf(table: StagedTable): SheetLayout {
  const parsed = table.laid === undefined ? null : parseLayout(table.laid.text);
  if (parsed !== null && 'layout' in parsed) return parsed.layout;
  return layoutOfTable(table);
}
