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
  return (scene) => {
    const first = one?.(scene);
    const second = two?.(scene);
    if (first === nowhere || second === nowhere) return 'N';
    if ((one !== undefined && first === undefined) || (two !== undefined && second === undefined)) return 'U';
    if (name === '相容') return goTogether(String(first), String(second)) ? 'T' : 'F';
    return judge(name, first, second, scene, nodes);
  };
}

function nameOf(node: Expression | undefined): string | null {
  return node?.kind === 'reference' ? node.name : null;
}

function judge(
  name: string,
  first: unknown,
  second: unknown,
  scene: Scene,
  nodes: readonly Expression[],
): Verdict {
  const { surroundings } = scene;
  const verdict = (holds: boolean): Verdict => (holds ? 'T' : 'F');
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  switch (name) {
    case '码式':
      return verdict(surroundings.hasForm(text(first), text(second)));
    case '校验位':
      // A text that has not even the form is another rule's business.
      return surroundings.hasForm(text(first), text(second))
        ? verdict(surroundings.isSound(text(first), text(second)))
        : 'T';
    case '有效码':
      return verdict(surroundings.isValidCode(text(first), second === undefined ? null : text(second)));
    case '属本县':
      return verdict(surroundings.isOfCounty(text(first)));
    case '同区划':
      return verdict(surroundings.isSameArea(text(first), text(second)));
    case '含':
      return verdict(
        Array.isArray(first) ? (first as readonly string[]).includes(text(second)) : first === second,
      );
    case '在名录':
      return verdict(scene.county?.has(text(first)) ?? false);
    case '外部':
      return verdict(typeof first === 'string' && first.startsWith(outside));
    case '无近似':
      return verdict(
        scene.isNearlyAnother?.(
          scene,
          { name: nameOf(nodes[0]) ?? '', code: nameOf(nodes[1]) },
          text(first),
          second === undefined ? null : text(second),
        ) !== true,
      );
    case '已确认':
      return verdict(scene.row?.cells[carriedKey] !== true);
    case '报送':
      return verdict(nodes[0]?.kind === 'reference' && (scene.county?.hasReporter(nodes[0].name) ?? false));
    default:
      throw new Error(`no library function ${name}`);
  }
}
