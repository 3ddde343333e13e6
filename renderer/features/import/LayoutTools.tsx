import { Button, Select, Space, Tag } from 'antd';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { layoutFaultText, meaningText } from '#shared/texts/layouts.ts';
import { columnName } from '#shared/values/address.ts';
import { codeOf } from '#shared/values/cell.ts';
import { asFound, faultIn, itemPlace, printLayout, type SheetLayout } from '#shared/values/sheet-layout.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { ItemSelect, useTable } from './ItemSelect.tsx';
import { layoutLabels } from './layout-labels.ts';
import type { LaidTable, Layouts } from './layouts.ts';
import { NewTable } from './NewTable.tsx';
import { useAnswer } from './use-answer.tsx';

interface Props {
  readonly batch: Batch;
  readonly layouts: Layouts;
  /** The first row of the sheet that holds something. */
  readonly firstRow: number;
  /** The row from which another table is to be laid out; null while none is. */
  readonly adding: number | null;
  readonly added: () => void;
  /** The row of an item that is to be said to be another one: `8`, `G8`; null while none is. */
  readonly naming: string | null;
  readonly named: () => void;
}

/** Which table's borders are shown, what was changed of them, and a way to lay out a table that was not found. */
export function LayoutTools({ batch, layouts, firstRow, adding, added, naming, named }: Props) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const { answer, isBusy, holder } = useAnswer(batch);
  const { tables, active, drafts } = layouts;
  const [fault] = [...drafts.values()].flatMap((layout) => faultIn(layout) ?? []);
  const send = async (answers: Readonly<Record<string, string>>): Promise<void> => {
    if (await answer(answers, labels.applyAsk(batch.file))) layouts.reset();
  };
  const begin = (row: number, layout: SheetLayout): void => {
    layouts.draft(layouts.idAt(row), layout);
    added();
  };
  return (
    <div className="layout-tools">
      {holder}
      <Space wrap size="small">
        {tables.length > 1 && active !== null && (
          <Select<string>
            size="small"
            className="new-table"
            aria-label={labels.whichReturn}
            value={active.id}
            onChange={layouts.choose}
            options={tables.map((table) => ({
              value: table.id,
              label: labels.table(table.layout.table, rowsOf(table)),
            }))}
          />
        )}
        {active?.isLaid === true && !active.isDraft && (
          <>
            <span className="quiet">{labels.laid}</span>
            <Button size="small" disabled={isBusy} onClick={() => void send({ [active.id]: asFound })}>
              {labels.asFound}
            </Button>
          </>
        )}
        {drafts.size > 0 ? (
          <>
            <b className="layout-draft">{labels.draft(drafts.size)}</b>
            <Button
              size="small"
              type="primary"
              disabled={isBusy || fault !== undefined}
              onClick={() =>
                void send(Object.fromEntries([...drafts].map(([id, layout]) => [id, printLayout(layout)])))
              }
            >
              {labels.apply}
            </Button>
            <Button size="small" disabled={isBusy} onClick={layouts.reset}>
              {labels.reset}
            </Button>
          </>
        ) : (
          active !== null && <span className="quiet">{labels.hint}</span>
        )}
      </Space>
      {active !== null && (
        <SaidItems
          active={active}
          naming={naming}
          say={(items) => {
            layouts.draft(active.id, { ...active.layout, items });
            named();
          }}
        />
      )}
      {fault !== undefined && (
        <p className="layout-fault" role="status">
          {layoutFaultText(fault, language)}
        </p>
      )}
      {active === null && (
        <div>
          <p className="quiet">
            {labels.noTable} {labels.beginHint}
          </p>
          <NewTable begin={(layout) => begin(firstRow, layout)} />
        </div>
      )}
      {active !== null && adding !== null && <NewTable begin={(layout) => begin(adding, layout)} />}
    </div>
  );
}

interface ItemsProps {
  readonly active: LaidTable;
  readonly naming: string | null;
  readonly say: (items: SheetLayout['items']) => void;
}

/** What the clerk has said of the rows of items, and the choice for one more of them. */
function SaidItems({ active: { layout }, naming, say }: ItemsProps) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const nameOf = (place: string): string => {
    const { row, column } = itemPlace(place);
    return labels.place(row + 1, column === null ? '' : columnName(column));
  };
  const saying = (place: string, code: string): SheetLayout['items'] => {
    const items = new Map(layout.items);
    if (code === '') items.delete(place);
    else items.set(place, code);
    return items;
  };
  const fields = useTable(layout.table)?.sections.flatMap((section) => section.fields) ?? [];
  const wordsOf = (code: string): string =>
    meaningText(code, fields.find((field) => field.code === codeOf(code))?.name[language], language);
  if (layout.items.size === 0 && naming === null) return null;
  return (
    <Space wrap size="small">
      {[...layout.items].map(([place, code]) => (
        <Tag key={place} closable onClose={() => say(saying(place, ''))}>
          {labels.itemSaid(nameOf(place), wordsOf(code))}
        </Tag>
      ))}
      {naming !== null && (
        <ItemSelect
          key={naming}
          table={layout.table}
          label={labels.itemOf(nameOf(naming))}
          others={layout.items.has(naming) ? ['', 'skip'] : ['skip']}
          autoFocus
          choose={(code) => say(saying(naming, code))}
        />
      )}
    </Space>
  );
}

function rowsOf({ layout, found }: LaidTable): string {
  const [first, last] = [layout.runs[0]?.from ?? found?.headerRows[0] ?? 0, layout.runs.at(-1)?.to ?? 0];
  return `${first + 1}–${last + 1}`;
}
