import type { UnitView } from '#shared/contract/areas/directory.ts';
import type { CodeList, Field, Table } from '#shared/returns/definition.ts';
import type { Language } from '#shared/texts/language.ts';
import { keyOf } from '#shared/values/cell.ts';
import type { GridColumn, GridOption } from '../../../ui/grid/model.ts';

/** What the cells of a table name: codes of lists, units of the directory. */
export interface Naming {
  readonly lists: readonly CodeList[];
  readonly units: readonly UnitView[];
  readonly language: Language;
}

export function fieldsOf(table: Table): readonly Field[] {
  return table.sections.flatMap((section) => section.fields);
}

/** A floating table's fields side by side. */
export function columnsOf(table: Table, naming: Naming): readonly GridColumn[] {
  return table.sections.flatMap((section) =>
    section.fields.map((field, index): GridColumn => ({
      id: keyOf(field.code, '本年'),
      title: `${field.code} ${field.name[naming.language]}`,
      hint: field.unit ?? '',
      group: section.title?.[naming.language] ?? '',
      width: widthOf(field, index === 0 && section === table.sections[0]),
      isNumber: field.type === 'number',
      isRequired: field.required === 'yes',
      isReadOnly: field.computed === true,
      options: optionsOf(field, naming),
      isMulti: field.type === 'multi',
    })),
  );
}

function widthOf(field: Field, isFirst: boolean): number {
  if (isFirst) return 190;
  switch (field.type) {
    case 'number':
    case 'month':
      return 96;
    case 'flag':
      return 84;
    case 'code':
      return 136;
    case 'text':
      return (field.length ?? 100) > 40 ? 170 : 120;
    case 'multi':
    case 'unit':
    case 'row':
      return 176;
  }
}

function optionsOf(field: Field, { lists, units, language }: Naming): readonly GridOption[] | null {
  switch (field.type) {
    case 'flag':
      return [
        { value: '是', name: language === 'zh' ? '是' : 'yes' },
        { value: '否', name: language === 'zh' ? '否' : 'no' },
      ];
    case 'code':
    case 'multi': {
      const list = lists.find((item) => item.name === field.list);
      return list?.items.map((item) => ({ value: item.code, name: item.name[language] })) ?? null;
    }
    case 'unit':
      return units.map((unit) => ({ value: unit.code, name: unit.name }));
    case 'number':
    case 'month':
    case 'text':
    case 'row':
      return null;
  }
}
