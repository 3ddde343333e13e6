import { useState } from 'react';
import type { RefObject } from 'react';
import { usePreferences } from '../../app/preferences.ts';
import type { Seen } from './change.ts';
import type { Edits } from './edits.ts';
import { commandOf, type Command } from './keys.ts';
import type { CellText, GridChanged, GridColumn, GridLabels, GridLine, GridOption } from './model.ts';
import { at, blockOf, moved, tabbed, type Selection } from './selection.ts';
import { lastPart, suggestions, withLastPart } from './suggest.ts';
import { readBlock, writeBlock } from './tsv.ts';

/** The text that is being written, and into which cell: its line may move while it is. */
export interface Editing extends CellText {
  /** Whether arrows leave the cell; after F2 they move the caret. */
  readonly isCaretFree: boolean;
  /** The option that Enter takes; -1 for none. */
  readonly pick: number;
  /** What stood in the cell when it was begun. */
  readonly seen: Seen;
  /** Whether its row was gone by then: whoever writes into that wants it back. */
  readonly wasGone: boolean;
}

interface Around {
  readonly edits: Edits;
  readonly lines: readonly GridLine[];
  readonly columns: readonly GridColumn[];
  readonly selection: Selection;
  readonly choose: (selection: Selection) => void;
  readonly isReadOnly: boolean;
  readonly labels: GridLabels;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

export interface GridInput {
  readonly editing: Editing | null;
  readonly offered: readonly GridOption[];
  readonly edit: () => void;
  /** Keeps what is being written; also what an input method has not finished. */
  readonly leave: () => void;
  readonly typed: (text: string) => void;
  readonly composing: () => void;
  readonly composed: (text: string) => void;
  readonly take: (option: GridOption) => void;
  readonly key: (event: React.KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly paste: (event: React.ClipboardEvent<HTMLTextAreaElement>) => void;
  readonly copy: (event: React.ClipboardEvent<HTMLTextAreaElement>) => void;
  readonly cut: (event: React.ClipboardEvent<HTMLTextAreaElement>) => void;
}

/** Keys, text and clipboard of a grid. */
export function useGridInput(around: Around): GridInput {
  const { edits, lines, columns, selection, choose, isReadOnly, labels, field } = around;
  const [editing, noteEditing] = useState<Editing | null>(null);
  const setEditing = (next: Editing | null): void => {
    edits.rows.editing(next);
    noteEditing(next);
  };
  const onEnter = usePreferences((state) => state.enter);
  const extent = { lines: lines.length, columns: columns.length };
  const row = lines[selection.active.line]?.id ?? '';
  const column = columns[selection.active.column];
  const isStill = isReadOnly || column === undefined || column.isReadOnly;
  const offered = editing === null || column === undefined ? [] : offer(column, editing.text);

  const isGone = (id: string): boolean =>
    lines.some((line) => line.id === edits.rows.idOf(id) && line.isGone === true);
  const begin = (text: string, isCaretFree: boolean): Editing | null => {
    if (column === undefined) return null;
    const seen = edits.rows.held(row, column.id);
    return { row, column: column.id, text, isCaretFree, pick: -1, seen, wasGone: isGone(row) };
  };
  /** A row that was taken out meanwhile comes back whole, as it is still shown. */
  const whole = (cells: readonly CellText[]): readonly CellText[] => {
    const others = lines
      .filter(
        (line) => line.isGone === true && cells.some((cell) => cell.row === line.id && cell.text !== ''),
      )
      .flatMap((line) =>
        columns
          .filter((item) => !item.isReadOnly)
          .map((item) => ({ row: line.id, column: item.id, text: edits.rows.textOf(line.id, item.id) })),
      )
      .filter(
        ({ row: id, column: of, text }) =>
          text !== '' && !cells.some((cell) => cell.row === id && cell.column === of),
      );
    return [...cells, ...others];
  };
  const save = (text: string): void => {
    setEditing(null);
    if (editing === null || isStill) return;
    const { row: id, column: of, seen, wasGone } = editing;
    const cell = { row: id, column: of, text: text.trim() };
    if (isGone(id) && !wasGone) return edits.refuse([cell], labels.isGone);
    const [own, ...others] = whole([cell]);
    if (own !== undefined) void edits.put([{ ...own, seen }, ...others]);
  };
  const leave = (): void => {
    if (editing !== null) save(field.current?.value ?? editing.text);
  };
  /** Moving on from a cell takes the option that is marked. */
  const finish = (): void => {
    if (editing === null || column === undefined) return;
    const picked = offered[editing.pick];
    if (picked === undefined) return leave();
    save(column.isMulti ? withLastPart(editing.text, picked.value) : picked.value);
  };
  const typed = (text: string): void => {
    const flat = text.replace(/\s*\n\s*/gu, ' ');
    const isOffered =
      column?.options !== undefined && column.options !== null && lastPart(flat).trim() !== '';
    const begun = editing ?? begin(flat, true);
    if (begun !== null) setEditing({ ...begun, text: flat, pick: isOffered ? 0 : -1 });
    edits.rows.say(null);
  };
  const edit = (): void => {
    if (column === undefined || isStill) return;
    setEditing(begin(edits.rows.textOf(row, column.id), false));
  };
  const chosenTexts = (): readonly (readonly string[])[] => {
    const block = blockOf(selection);
    return lines
      .slice(block.top, block.bottom + 1)
      .map((line) =>
        columns.slice(block.left, block.right + 1).map((item) => edits.rows.textOf(line.id, item.id)),
      );
  };
  /** Writes many cells at once: what may not be changed just so stays, and says why. */
  const putBlock = (cells: readonly CellText[]): void => {
    const isGuarded = (cell: CellText): boolean => {
      const known = lines.find((line) => line.id === cell.row)?.row?.cells[cell.column];
      return known?.isGuarded === true && known.text !== cell.text;
    };
    const guarded = cells.length === 1 ? [] : cells.filter(isGuarded);
    edits.refuse(guarded, labels.isGuarded);
    void edits.put(whole(cells.filter((cell) => !guarded.includes(cell))));
  };
  const empty = (): void => {
    if (isReadOnly) return;
    const block = blockOf(selection);
    putBlock(
      lines.slice(block.top, block.bottom + 1).flatMap((line) =>
        columns
          .slice(block.left, block.right + 1)
          .filter((item) => !item.isReadOnly && edits.rows.textOf(line.id, item.id) !== '')
          .map((item) => ({ row: line.id, column: item.id, text: '' })),
      ),
    );
  };
  const pasteBlock = (text: string): void => {
    const read = readBlock(text);
    const target = blockOf(selection);
    const single = read.length === 1 && read[0]?.length === 1 ? read[0][0] : undefined;
    const height = single === undefined ? read.length : target.bottom - target.top + 1;
    const width =
      single === undefined ? Math.max(...read.map((cells) => cells.length)) : target.right - target.left + 1;
    const tooWide = Math.max(target.left + width - columns.length, 0);
    const grown = edits.rows.grow(Math.max(target.top + height - lines.length, 0));
    const cells: CellText[] = [];
    let still = 0;
    for (let down = 0; down < height; down++) {
      const line = target.top + down;
      const id = lines[line]?.id ?? grown[line - lines.length] ?? '';
      for (let across = 0; across < width - tooWide; across++) {
        const into = columns[target.left + across];
        const value = single ?? read[down]?.[across];
        if (into === undefined || value === undefined) continue;
        if (into.isReadOnly) still += 1;
        else cells.push({ row: id, column: into.id, text: value });
      }
    }
    const said = [tooWide > 0 ? labels.tooWide(tooWide) : '', still > 0 ? labels.readOnly(still) : ''];
    edits.rows.say(said.join(' ').trim() === '' ? null : said.join(' ').trim());
    putBlock(cells);
    choose({
      active: { line: target.top, column: target.left },
      corner: { line: target.top + height - 1, column: target.left + width - tooWide - 1 },
    });
  };
  const pick = (step: 1 | -1): void => {
    if (editing === null) return;
    const next = Math.min(Math.max(editing.pick + step, 0), offered.length - 1);
    setEditing({ ...editing, pick: next });
  };
  const takeBack = (act: Promise<GridChanged | null>): void =>
    void act.then((changed) => {
      if (changed === null) return;
      const places = changed.cells.map(({ column: of, shown }) =>
        labels.standsNow(columns.find((item) => item.id === of)?.title ?? of, shown),
      );
      edits.rows.say(labels.notTakenBack(places.join('')));
    });
  const obey = (command: Command): boolean => {
    switch (command.do) {
      case 'move': {
        finish();
        const from = command.extend ? selection.corner : selection.active;
        const to = moved(from, command.step, extent);
        choose(command.extend ? { ...selection, corner: to } : { active: to, corner: to });
        return true;
      }
      case 'tab':
      case 'next': {
        finish();
        const to = tabbed(selection.active, command.back, extent);
        if (to !== null) choose(at(to.line, to.column));
        return to !== null || command.do === 'next';
      }
      case 'restore':
        if (editing === null && column !== undefined) edits.restore(row, column.id);
        if (editing === null) choose(at(selection.active.line, selection.active.column));
        setEditing(null);
        return true;
      case 'edit':
      case 'list':
        edit();
        return true;
      case 'empty':
        empty();
        return true;
      case 'undo':
        takeBack(edits.undo());
        return true;
      case 'redo':
        takeBack(edits.redo());
        return true;
      case 'all':
        choose({
          active: { line: 0, column: 0 },
          corner: { line: extent.lines - 1, column: extent.columns - 1 },
        });
        return true;
    }
  };
  const key = (event: React.KeyboardEvent<HTMLTextAreaElement>): void => {
    // The key belongs to the input method; 229 is what it says before the composition has begun.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      pick(event.key === 'ArrowDown' ? 1 : -1);
      event.preventDefault();
      return;
    }
    const command = commandOf(event, editing !== null, editing?.isCaretFree ?? true, onEnter);
    if (command !== null && obey(command)) event.preventDefault();
  };
  return {
    editing,
    offered,
    edit,
    leave,
    typed,
    composing: () => {
      if (editing === null) setEditing(begin('', true));
    },
    // A composition that was given up has written nothing, and must not empty the cell.
    composed: (text) => (text === '' ? setEditing(null) : typed(text)),
    take: (option) => {
      if (editing !== null && column?.isMulti === true)
        setEditing({ ...editing, text: `${withLastPart(editing.text, option.value)}、`, pick: -1 });
      else save(option.value);
    },
    key,
    paste: (event) => {
      const text = event.clipboardData.getData('text/plain');
      if (isReadOnly || (editing !== null && !/[\t\n]/u.test(text.trimEnd()))) return;
      event.preventDefault();
      setEditing(null);
      pasteBlock(text);
    },
    copy: (event) => {
      if (editing !== null) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', writeBlock(chosenTexts()));
    },
    cut: (event) => {
      if (editing !== null) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', writeBlock(chosenTexts()));
      empty();
    },
  };
}

function offer(column: GridColumn, text: string): readonly GridOption[] {
  if (column.options === null) return [];
  return suggestions(column.options, column.isMulti ? lastPart(text) : text);
}
