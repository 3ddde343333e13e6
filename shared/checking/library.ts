import type { Expression } from '../returns/rule/syntax.ts';
import { carriedKey, outside } from '../values/cell.ts';
import type { TextOf } from './compile-number.ts';
import { nowhere, type Scene, type Verdict } from './scene.ts';

/** The tests of the library, a closed list. An operand that is blank leaves the test undecided. */
export function libraryTest(
  name: string,
  args: readonly TextOf[],
  nodes: readonly Expression[],
  /** 相容: whether two codes go together, by the edition. */
  goTogether: (first: string, second: string) => boolean,
): (scene: Scene) => Verdict {
  const [one, two] = args;
  const judge = name === '相容' ? together(goTogether) : tests[name];
  if (judge === undefined) throw new Error(`no library function ${name}`);
  return (scene) => {
    const first = one?.(scene);
    const second = two?.(scene);
    if (first === nowhere || second === nowhere) return 'N';
    if ((one !== undefined && first === undefined) || (two !== undefined && second === undefined)) return 'U';
    return judge(first, second, scene, nodes) ? 'T' : 'F';
  };
}

type Judge = (first: unknown, second: unknown, scene: Scene, nodes: readonly Expression[]) => boolean;

function together(go: (first: string, second: string) => boolean): Judge {
  return (first, second) => go(String(first), String(second));
}

function nameOf(node: Expression | undefined): string | null {
  return node?.kind === 'reference' ? node.name : null;
}

function text(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}

const tests: Readonly<Record<string, Judge>> = {
  码式: (first, second, { surroundings }) => surroundings.hasForm(text(first), text(second)),
  // A text that has not even the form is another rule's business.
  校验位: (first, second, { surroundings }) =>
    !surroundings.hasForm(text(first), text(second)) || surroundings.isSound(text(first), text(second)),
  有效码: (first, second, { surroundings }) =>
    surroundings.isValidCode(text(first), second === undefined ? null : text(second)),
  属本县: (first, _second, { surroundings }) => surroundings.isOfCounty(text(first)),
  同区划: (first, second, { surroundings }) => surroundings.isSameArea(text(first), text(second)),
  含: (first, second) =>
    Array.isArray(first) ? (first as readonly string[]).includes(text(second)) : first === second,
  在名录: (first, _second, { county }) => county?.has(text(first)) ?? false,
  外部: (first) => typeof first === 'string' && first.startsWith(outside),
  无近似: (first, second, scene, [name, code]) =>
    scene.nearlyAnother?.(
      scene,
      { name: nameOf(name) ?? '', code: nameOf(code) },
      text(first),
      second === undefined ? null : text(second),
    ) === undefined,
  已确认: (_first, _second, { row }) => row?.cells[carriedKey] !== true,
  报送: (_first, _second, { county }, [of]) =>
    of?.kind === 'reference' && (county?.hasReporter(of.name) ?? false),
};
