import { Button, Spin } from 'antd';
import { useEffect, useRef } from 'react';
import { problemText } from '#shared/texts/problems.ts';
import { pictureText, placeOf, rungsOf, type Rung } from '#shared/texts/provenance.ts';
import { codeOf, columnOf } from '#shared/values/cell.ts';
import { Failure } from '../../ui/Failure.tsx';
import { SheetTable } from '../../ui/sheet/SheetTable.tsx';
import { localTime } from '#shared/values/moment.ts';
import { useLabels, useLanguage } from '../language.ts';
import { useNavigation, useYear } from '../navigation.ts';
import { placeLabels } from './labels.ts';
import { closePlace, pictureAct, usePlaceView, type AskedCell } from './place-view.ts';
import { useOrigin, type Origin } from './use-origin.ts';
import './place.css';

/** Below the screen: the place of a number in the enterprise's sheet, and every step from there to what counts now. */
export function PlacePanel() {
  const cell = usePlaceView((state) => state.cell);
  return cell === null ? null : <Panel cell={cell} />;
}

function Panel({ cell }: { readonly cell: AskedCell }) {
  const labels = useLabels(placeLabels);
  const language = useLanguage();
  const act = usePlaceView((state) => state.act);
  const { origin, failure, again } = useOrigin({ ...useYear(), ...cell, ...(act === null ? {} : { act }) });
  return (
    <section
      className="place"
      aria-label={labels.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') closePlace();
      }}
    >
      <header className="place-head">
        <h2>
          {labels.title}
          {origin !== null && (
            <small>
              {` ${origin.unitName} · ${origin.return}.${codeOf(origin.key)} ${origin.name[language]}`}
              {columnOf(origin.key) === '上年' ? ` · ${origin.year - 1}` : ''}
            </small>
          )}
        </h2>
        {origin !== null && <OpenFile origin={origin} />}
        <Button size="small" onClick={closePlace}>
          {labels.close}
        </Button>
      </header>
      {failure !== null ? (
        <Failure failure={failure} again={again} />
      ) : origin === null ? (
        <Spin delay={200} className="place-waiting" />
      ) : (
        <div className="place-body">
          <Picture origin={origin} />
          <Ladder origin={origin} />
        </div>
      )}
    </section>
  );
}

/** Leads to all of the file, where its questions and differences are too. */
function OpenFile({ origin: { acts, pictured } }: { readonly origin: Origin }) {
  const labels = useLabels(placeLabels);
  const go = useNavigation((state) => state.go);
  const act = acts.find(({ id }) => id === pictured);
  if (act === undefined || act.batch === null || act.sheet === null || act.cell === null) return null;
  const { batch, sheet, cell } = act;
  return (
    <Button size="small" onClick={() => go('import', { batch, sheet, cell })}>
      {labels.open}
    </Button>
  );
}

function Picture({ origin }: { readonly origin: Origin }) {
  const labels = useLabels(placeLabels);
  const language = useLanguage();
  const scroll = useRef<HTMLDivElement>(null);
  const { picture, problem, acts, pictured } = origin;
  useEffect(() => {
    scroll.current?.querySelector('.asked')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [picture]);
  const act = acts.find(({ id }) => id === pictured);
  const said = problem === null ? pictureText(origin, language) : problemText(problem, language);
  return (
    <div className="place-picture">
      {said !== null && <p className={problem === null ? 'quiet' : 'class-A'}>{said}</p>}
      {picture !== null && act !== undefined && (
        <>
          <p className="place-file">{placeOf(act)}</p>
          <div className="place-scroll" ref={scroll} tabIndex={0}>
            <SheetTable
              label={labels.picture(placeOf(act))}
              columns={picture.columns}
              rows={picture.rows}
              merges={picture.merges}
              asked={picture.marked}
            />
          </div>
        </>
      )}
    </div>
  );
}

function Ladder({ origin }: { readonly origin: Origin }) {
  const labels = useLabels(placeLabels);
  const language = useLanguage();
  const rungs = rungsOf(origin, language);
  return (
    <ol className="rungs" aria-label={labels.ladder} tabIndex={0}>
      {rungs.map((rung, index) => (
        <li key={index} className={`rung rung-${rung.kind}`}>
          <RungText rung={rung} isPictured={rung.act.id === origin.pictured} />
        </li>
      ))}
    </ol>
  );
}

function RungText({
  rung: { kind, act, text },
  isPictured,
}: {
  readonly rung: Rung;
  readonly isPictured: boolean;
}) {
  const labels = useLabels(placeLabels);
  if (kind === 'place' && !isPictured)
    return (
      <button type="button" className="link" title={labels.other} onClick={() => pictureAct(act.id)}>
        {text}
      </button>
    );
  if (kind !== 'value') return text;
  return (
    <>
      {text}{' '}
      <small className="quiet">
        {localTime(act.at)} {act.actor}
      </small>
    </>
  );
}
