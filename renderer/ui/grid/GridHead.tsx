import type { GridColumn } from './model.ts';

const groupHeight = 24;
const titleHeight = 56;

function hasGroups(columns: readonly GridColumn[]): boolean {
  return columns.some((column) => column.group !== '');
}

export function headHeight(columns: readonly GridColumn[]): number {
  return titleHeight + (hasGroups(columns) ? groupHeight : 0);
}

/** Columns side by side of the same group, with what they take up together. */
function groupsOf(
  columns: readonly GridColumn[],
): readonly { readonly name: string; readonly width: number }[] {
  const groups: { name: string; width: number }[] = [];
  for (const { group, width } of columns) {
    const last = groups.at(-1);
    if (last?.name === group) last.width += width;
    else groups.push({ name: group, width });
  }
  return groups;
}

export function GridHead({
  columns,
  leadWidth,
  required,
}: {
  readonly columns: readonly GridColumn[];
  readonly leadWidth: number;
  readonly required: string;
}) {
  return (
    <div role="rowgroup" className="grid-head">
      {hasGroups(columns) && (
        <div className="grid-groups" aria-hidden="true">
          <span className="grid-lead" style={{ width: leadWidth }} />
          {groupsOf(columns).map((group, index) => (
            <span key={index} className="grid-group" style={{ width: group.width }}>
              <span style={{ left: leadWidth }}>{group.name}</span>
            </span>
          ))}
        </div>
      )}
      <div role="row" className="grid-titles">
        <span role="columnheader" className="grid-lead" style={{ width: leadWidth }}>
          #
        </span>
        {columns.map((column, index) => (
          <span
            key={column.id}
            role="columnheader"
            aria-colindex={index + 2}
            className={index === 0 ? 'grid-title grid-frozen' : 'grid-title'}
            style={{ width: column.width, ...(index === 0 ? { left: leadWidth } : {}) }}
            title={column.title}
          >
            <span className="grid-title-name">
              {column.title}
              {column.isRequired && (
                <span className="grid-required" title={required}>
                  *
                </span>
              )}
            </span>
            <small>{column.hint}</small>
          </span>
        ))}
      </div>
    </div>
  );
}
