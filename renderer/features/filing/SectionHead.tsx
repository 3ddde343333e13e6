import type { Section, Table } from '#shared/returns/definition.ts';
import { keyOf } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { run, saveMade } from '../../app/work.ts';
import type { Filing, ReturnForm } from './FilingForm.tsx';
import { sectionLabels } from './section-labels.ts';

/** A section's title; where a department fills it: which one, how much is there, and a blank to send it. */
export function SectionHead({
  section,
  table,
  filing,
  form,
}: {
  readonly section: Section;
  readonly table: Table;
  readonly filing: Filing;
  readonly form: ReturnForm;
}) {
  const labels = useLabels(sectionLabels);
  const language = useLanguage();
  const year = useYear();
  const { owner } = section;
  const title = section.title?.[language] ?? '';
  if (owner === undefined) return title;
  const department = departmentOf(form, owner, filing.year)?.[language] ?? owner;
  const keys = section.fields
    .filter((field) => field.computed !== true)
    .flatMap((field) => table.columns.map((column) => keyOf(field.code, column)));
  const record = letterOf(table.code);
  const filled = filing.cells.filter(
    (cell) => cell.record === record && keys.includes(cell.key) && cell.value !== null,
  ).length;
  const blank = async (): Promise<void> => {
    const made = await run(labels.blank, 'template.make', {
      ...year,
      return: filing.return,
      unit: filing.unit,
      department: owner,
    });
    if (made !== null) await saveMade(made.file);
  };
  return (
    <span className="section-head" data-owner={owner}>
      {title}
      <small>{department}</small>
      <small className={filled < keys.length ? 'class-C' : 'explained'}>
        {labels.filled(filled, keys.length)}
      </small>
      <span className="spacer" />
      <button
        type="button"
        className="link"
        title={labels.blankHint(department)}
        onClick={() => void blank()}
      >
        {labels.blank}
      </button>
    </span>
  );
}

/** The name that a department had in a year. */
function departmentOf(form: ReturnForm, code: string, year: number) {
  return form.departments.find((item) => item.code === code)?.names.findLast((item) => item.from <= year)
    ?.name;
}
