import { useMemo } from 'react';
import type { Table } from '#shared/returns/definition.ts';
import { useRead } from '../../../api/use-read.ts';
import { useLanguage } from '../../../app/language.ts';
import { useYear } from '../../../app/navigation.ts';
import type { ReturnForm } from '../FilingForm.tsx';
import { fieldsOf, type Naming } from './table-columns.ts';

const offered = 1000;

/** The lists of a return, and the units where a table names some. */
export function useNaming(form: ReturnForm, tables: readonly Table[]): Naming {
  const language = useLanguage();
  const namesUnits = tables.some((table) => fieldsOf(table).some((field) => field.type === 'unit'));
  const year = useYear();
  const read = useRead('units.list', namesUnits ? { ...year, limit: offered } : null);
  const units = read.data?.units;
  return useMemo(() => ({ lists: form.lists, units: units ?? [], language }), [form, units, language]);
}
