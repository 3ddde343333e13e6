import type { Contact } from '#shared/values/contact.ts';
import { isBlank, keyOf, type Cells } from '#shared/values/cell.ts';
import type { ReadableStore } from '../store/open.ts';
import { rounds } from '../store/rounds.ts';
import { eachOfReturn } from '../store/year-records.ts';
import type { ReadContext } from './context.ts';
import { editionAt } from './year-edition.ts';

interface ContactFields {
  readonly return: string;
  readonly person: string | undefined;
  readonly telephone: string | undefined;
}

/** Which items of a year's edition say whom to call: by return, those that have one. */
function contactFields(store: ReadableStore, year: number): readonly ContactFields[] {
  const edition = editionAt(store, year);
  return edition.filled().flatMap(({ code, tables }) => {
    const fields = tables.flatMap((table) => [...edition.fields(table.code).values()]);
    const [person, telephone] = (['person', 'telephone'] as const).map(
      (asked) => fields.find(({ contact }) => contact === asked)?.code,
    );
    return person === undefined && telephone === undefined ? [] : [{ return: code, person, telephone }];
  });
}

/**
 * Whom to call at each unit: as its newest filing up to this year says that gives a telephone, whatever its state, else the
 * newest that gives a name. A unit of which no filing says it has none.
 */
export function contactsOf(
  { store }: Pick<ReadContext, 'store'>,
  year: number,
  units: ReadonlySet<string>,
): ReadonlyMap<string, Contact> {
  const found = new Map<string, Contact>();
  const wanted = new Set(units);
  const years = rounds(store)
    .map((round) => round.year)
    .filter((item) => item <= year)
    .sort((a, b) => b - a);
  for (const filed of years) {
    if (wanted.size === 0) break;
    for (const fields of contactFields(store, filed))
      for (const { unit, cells } of eachOfReturn(store, filed, fields.return)) {
        if (!wanted.has(unit)) continue;
        const contact = { ...said(cells, fields), year: filed };
        if (contact.telephone !== null) wanted.delete(unit);
        if (contact.telephone !== null || (contact.person !== null && !found.has(unit)))
          found.set(unit, contact);
      }
  }
  return found;
}

function said(cells: Cells, { person, telephone }: ContactFields): Omit<Contact, 'year'> {
  const textOf = (code: string | undefined): string | null => {
    const value = code === undefined ? undefined : cells[keyOf(code, '本年')];
    return value === undefined || isBlank(value) || typeof value !== 'string' || value.trim() === ''
      ? null
      : value.trim();
  };
  return { person: textOf(person), telephone: textOf(telephone) };
}
