import { Button, Empty, Input, Space } from 'antd';
import { useState } from 'react';
import { mustCorrect, queryRows, unitLine, type QuerySheet } from '#shared/values/query-page.ts';
import { calledLine, querySheetTexts } from '#shared/texts/query-sheet.ts';
import { host } from '../../api/client.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels } from '../../app/language.ts';
import { useFilingNarrowing } from '../../app/narrowing.ts';
import { useNavigation, useYear } from '../../app/navigation.ts';
import { useReminderView } from '../../app/reminder-view.ts';
import { run, saveMade, say, write } from '../../app/work.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Answer } from '../../ui/Screen.tsx';
import { reviewLabels } from './labels.ts';
import { openQuery, useQueryView } from './query-view.ts';

/** As many as a person leafs through and prints at once; the workbooks have no limit. */
const shownSheets = 200;

/** The pages that enterprises are asked with: to look at, print, and save for sending. */
export function QuerySheets() {
  const labels = useLabels(reviewLabels).querySheet;
  const unit = useQueryView((state) => state.unit);
  const only = useNavigation((state) => state.place.unit);
  return (
    <>
      <Button onClick={() => openQuery(only ?? 'all')}>{labels.open}</Button>
      {unit !== null && <Pages unit={unit} />}
    </>
  );
}

function Pages({ unit }: { readonly unit: string }) {
  const labels = useLabels(reviewLabels).querySheet;
  const year = useYear();
  const [due, setDue] = useState('');
  const [contact, setContact] = useState<string | null>(null);
  const [phone, setPhone] = useState<string | null>(null);
  const officers = useRead('workspace.get', {}).data?.officers;
  const asked = {
    ...year,
    ...(unit === 'all' ? {} : { unit }),
    ...(due === '' ? {} : { due }),
    ...(contact === null ? {} : { contact }),
    ...(phone === null ? {} : { phone }),
  };
  const list = useRead('query.list', { ...asked, limit: shownSheets });
  const [first] = list.data?.sheets ?? [];
  const close = (): void => useQueryView.setState({ unit: null });
  const save = async (): Promise<void> => {
    const made = await run(labels.making, 'query.make', asked);
    for (const file of made?.files ?? []) if (await saveMade(file)) say('success', labels.saved(file.name));
  };
  return (
    <Dialog width={1120} title={labels.title} onCancel={close} footer={null} className="query-sheets">
      <Space wrap className="query-tools">
        <label>
          {labels.due}{' '}
          <input
            type="date"
            className="date"
            value={due === '' ? (first?.due ?? '') : due}
            onChange={(event) => setDue(event.target.value)}
          />
        </label>
        <Input
          addonBefore={labels.contact}
          value={contact ?? first?.contact ?? ''}
          maxLength={60}
          onChange={(event) => setContact(event.target.value)}
        />
        <Input
          addonBefore={labels.phone}
          value={phone ?? officers?.phone ?? ''}
          maxLength={60}
          onChange={(event) => setPhone(event.target.value)}
          // The same the next time.
          onBlur={() => {
            if (phone !== null && officers !== undefined && phone.trim() !== officers.phone)
              void write('workspace.officers', { ...officers, phone });
          }}
        />
        <Button type="primary" disabled={first === undefined} onClick={() => void save()}>
          {labels.workbook(Math.max(1, list.data?.total ?? 1))}
        </Button>
        <Button disabled={first === undefined} onClick={() => void host.print()}>
          {labels.print}
        </Button>
      </Space>
      <Answer read={list}>
        {({ sheets, total, unfiled }) => (
          <>
            {unfiled > 0 && <Unfiled units={unfiled} />}
            {total === 0 && <Empty description={labels.nothing} />}
            {total > sheets.length && <p className="quiet">{labels.beyond(sheets.length, total)}</p>}
            <div className="query-pages" tabIndex={0}>
              {sheets.map((sheet) => (
                <Page key={sheet.unit} sheet={sheet} />
              ))}
            </div>
          </>
        )}
      </Answer>
    </Dialog>
  );
}

/** Who has filed nothing to ask about is called instead. */
function Unfiled({ units }: { readonly units: number }) {
  const labels = useLabels(reviewLabels).querySheet;
  const go = useNavigation((state) => state.go);
  const remind = (): void => {
    useQueryView.setState({ unit: null });
    useFilingNarrowing.setState({ typed: '', narrowing: { state: 'due' } });
    useReminderView.setState({ isOpen: true });
    go('filing');
  };
  return (
    <p>
      {labels.unfiled(units)}{' '}
      <button type="button" className="link" onClick={remind}>
        {labels.reminders}
      </button>
    </p>
  );
}

/** One page, as the workbook has it: what is sent is Chinese whatever the screen speaks. */
function Page({ sheet }: { readonly sheet: QuerySheet }) {
  const texts = querySheetTexts.zh;
  return (
    <section className="query-page" lang="zh">
      <h2>{texts.title(sheet.countyName, sheet.demonstration)}</h2>
      <p>{unitLine(sheet)}</p>
      <p>
        <b>{texts.due(sheet.due, sheet.contact, sheet.phone)}</b>
      </p>
      <p>{texts.how}</p>
      {sheet.called !== null && <p>{calledLine(sheet)}</p>}
      <table>
        <thead>
          <tr>
            {texts.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queryRows(sheet).map(
            ({ item, cell, isFirst, texts: [number, code, name, unit, reported, reason] }) => {
              const rowSpan = item.cells.length;
              return (
                <tr key={`${item.finding}/${cell.return}/${cell.record}/${cell.key}`}>
                  {isFirst && <td rowSpan={rowSpan}>{number}</td>}
                  <td>{code}</td>
                  <td>{name}</td>
                  <td>{unit}</td>
                  <td className="number">{reported}</td>
                  {isFirst && <td rowSpan={rowSpan}>{reason}</td>}
                  <td className={cell.seeItem === null ? 'to-fill' : undefined}>
                    {cell.seeItem === null ? '' : texts.seeItem(cell.seeItem)}
                  </td>
                  {isFirst && (
                    <td rowSpan={rowSpan} className={item.class === 'A' ? undefined : 'to-fill'}>
                      {item.class === 'A' ? mustCorrect : ''}
                    </td>
                  )}
                </tr>
              );
            },
          )}
        </tbody>
      </table>
      <p>{texts.footer}</p>
    </section>
  );
}
