import { Empty } from 'antd';
import { useEffect, useRef } from 'react';
import type { WallRow } from '#shared/contract/areas/workspace.ts';
import type { Output } from '#shared/contract/contract.ts';
import { industryName } from '#shared/texts/industries.ts';
import { kindName } from '#shared/texts/states.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { signs, StateSquare } from '../../ui/marks.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { homeLabels } from './labels.ts';

/** As many columns leave room for a name in half of the pane. */
const narrow = 6;

type Today = Output<'workspace.today'>;

/** Every filing of the year as a square, by industry: how complete it is, and where something is open. */
export function Wall({ today }: { readonly today: Today }) {
  const labels = useLabels(homeLabels);
  const language = useLanguage();
  const { done, due } = today.filed;
  const groups = Map.groupBy(today.wall, (row) => row.group);
  const wall = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const squares = squaresIn(wall.current);
    if (!squares.some((square) => square.tabIndex === 0)) setStop(squares, squares[0]);
  }, [today]);
  const move = (event: React.KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const squares = squaresIn(wall.current);
    const next = neighbour(squares, event.target, event.key);
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
        {[...groups].map(([group, rows]) => {
          const name = industryName(kindName(group, language), language);
          // Only what somebody of the group owes: a column for every return would leave no room for the names.
          const owed = today.returns.filter((code) =>
            rows.some((row) => row.cells.some((cell) => cell.return === code)),
          );
          return (
            <section key={group} className={owed.length > narrow ? 'wall-wide' : ''}>
              <div className="wall-row">
                <h3 title={name}>{name}</h3>
                {owed.map((code) => (
                  <abbr key={code} className="wall-return" title={code}>
                    {code.slice(2)}
                  </abbr>
                ))}
              </div>
              {rows.map((row) => (
                <WallLine key={row.unit} row={row} returns={owed} />
              ))}
            </section>
          );
        })}
      </div>
    </Screen>
  );
}

/** Beside the square in the same row, or the nearest one of the row above or below. */
function neighbour(squares: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const at = squares.indexOf(from);
  if (key === 'ArrowRight' || key === 'ArrowLeft') return squares[at + (key === 'ArrowRight' ? 1 : -1)];
  const rows = [...new Set(squares.map((square) => square.parentElement))];
  const row = rows[rows.indexOf(from.parentElement) + (key === 'ArrowDown' ? 1 : -1)];
  const here = from.getBoundingClientRect().left;
  const away = (square: HTMLElement): number => Math.abs(square.getBoundingClientRect().left - here);
  return squares.filter((square) => square.parentElement === row).sort((a, b) => away(a) - away(b))[0];
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
