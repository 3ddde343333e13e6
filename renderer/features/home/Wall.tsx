import { Empty } from 'antd';
import { useEffect, useRef } from 'react';
import type { WallRow } from '#shared/contract/areas/workspace.ts';
import type { Output } from '#shared/contract/contract.ts';
import { kindName } from '#shared/texts/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { signs, StateSquare } from '../../ui/marks.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { homeLabels } from './labels.ts';

type Today = Output<'workspace.today'>;

/** Every filing of the year as a square, by industry: how complete it is, and where something is open. */
export function Wall({ today }: { readonly today: Today }) {
  const labels = useLabels(homeLabels);
  const language = useLanguage();
  const cells = today.wall.flatMap((row) => row.cells);
  const done = cells.filter((cell) => cell.state === 'accepted' || cell.state === 'nil').length;
  const due = cells.filter((cell) => cell.state !== 'exempt').length;
  const groups = Map.groupBy(today.wall, (row) => row.group);
  const wall = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const squares = squaresIn(wall.current);
    if (!squares.some((square) => square.tabIndex === 0)) setStop(squares, squares[0]);
  }, [today]);
  const move = (event: React.KeyboardEvent): void => {
    const squares = squaresIn(wall.current);
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: today.returns.length,
      ArrowUp: -today.returns.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = squares[squares.findIndex((square) => square === event.target) + step];
    setStop(squares, next);
    next?.focus();
  };
  return (
    <Screen title={labels.completeness} tools={<span className="quiet">{labels.counted(done, due)}</span>}>
      <p className="legend">
        {(['due', 'draft', 'wrong', 'open', 'accepted', 'nil', 'exempt', 'aside'] as const).map((kind) => (
          <span key={kind}>
            <i className={`square square-${kind}`}>{signs[kind]}</i> {labels.legend[kind]}
          </span>
        ))}
      </p>
      {today.wall.length === 0 && <Empty description={labels.noUnits} image={Empty.PRESENTED_IMAGE_SIMPLE} />}
      {today.wallTotal > today.wall.length && (
        <p className="quiet">{labels.more(today.wall.length, today.wallTotal)}</p>
      )}
      <div className="wall" ref={wall} onKeyDown={move}>
        {[...groups].map(([group, rows]) => (
          <section key={group}>
            <div className="wall-row">
              <h3>{kindName(group, language)}</h3>
              {today.returns.map((code) => (
                <abbr key={code} className="wall-return" title={code}>
                  {code.slice(2)}
                </abbr>
              ))}
            </div>
            {rows.map((row) => (
              <WallLine key={row.unit} row={row} returns={today.returns} />
            ))}
          </section>
        ))}
      </div>
    </Screen>
  );
}

/** One stop for Tab for all the squares; the arrows move among them. */
function setStop(squares: readonly HTMLElement[], stop: HTMLElement | undefined): void {
  if (stop === undefined) return;
  for (const square of squares) square.tabIndex = square === stop ? 0 : -1;
}

function squaresIn(wall: HTMLElement | null): readonly HTMLElement[] {
  return [...(wall?.querySelectorAll<HTMLElement>('button.square') ?? [])];
}

function WallLine({ row, returns }: { readonly row: WallRow; readonly returns: readonly string[] }) {
  const labels = useLabels(homeLabels);
  const go = useNavigation((state) => state.go);
  return (
    <div className="wall-row">
      <span className="wall-name" title={row.name}>
        {row.name}
      </span>
      {returns.map((code) => {
        const cell = row.cells.find((item) => item.return === code);
        // A unit that does not owe the return leaves its place empty.
        if (cell === undefined) return <span key={code} className="square square-none" />;
        const open = labels.open(cell.blocking, cell.unexplained);
        return (
          <StateSquare
            key={code}
            state={cell.state}
            blocking={cell.blocking}
            unexplained={cell.unexplained}
            label={`${row.name} ${code}`}
            open={open}
            onClick={() => go('filing', { unit: row.unit, return: code })}
          />
        );
      })}
    </div>
  );
}
