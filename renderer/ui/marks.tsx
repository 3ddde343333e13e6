import { Tooltip } from 'antd';
import { classNames as namesOfClasses, filingStateNames } from '#shared/texts/states.ts';
import type { FilingState, FindingClass } from '#shared/values/states.ts';
import { useLanguage } from '../app/language.ts';
import './marks.css';

const shapes: Readonly<Record<FindingClass, string>> = { A: '■', B: '▲', C: '●', D: '○' };

/** The class of a finding: shape, colour and letter, so that colour is never alone. */
export function ClassMark({ of, count }: { readonly of: FindingClass; readonly count?: number }) {
  const language = useLanguage();
  return (
    <span className={`class-mark class-${of}`} title={namesOfClasses[of][language]}>
      {shapes[of]} {of}
      {count === undefined ? '' : ` ${count}`}
    </span>
  );
}

/** What a square on the wall shows, so that its colour is never alone. */
export const signs: Readonly<Record<FilingState | 'wrong' | 'open', string>> = {
  due: '',
  draft: '…',
  wrong: '■',
  open: '▲',
  accepted: '✓',
  nil: '0',
  exempt: '–',
  aside: '×',
};

interface SquareProps {
  readonly state: FilingState;
  readonly blocking: number;
  readonly unexplained: number;
  readonly label: string;
  /** What is open about it, behind the state. */
  readonly open: string;
  readonly onClick: () => void;
}

/** One filing on the wall. */
export function StateSquare({ state, blocking, unexplained, label, open, onClick }: SquareProps) {
  const language = useLanguage();
  const kind = blocking > 0 ? 'wrong' : unexplained > 0 && state !== 'due' ? 'open' : state;
  const text = `${label}: ${filingStateNames[state][language]}${open}`;
  return (
    <Tooltip title={text} mouseEnterDelay={0.3}>
      <button
        type="button"
        tabIndex={-1}
        className={`square square-${kind}`}
        aria-label={text}
        onClick={onClick}
      >
        {signs[kind]}
      </button>
    </Tooltip>
  );
}

export function FilingStateMark({ state }: { readonly state: FilingState }) {
  const language = useLanguage();
  return <span className={`state-mark state-${state}`}>{filingStateNames[state][language]}</span>;
}
