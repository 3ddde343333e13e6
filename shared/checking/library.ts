import type { Expression } from '../returns/rule/syntax.ts';
import type { Scene, Verdict } from './scene.ts';

type TextOf = (scene: Scene) => { readonly value: string | number | boolean | readonly string[] | undefined } | null;

/** The tests of the library, a closed list. An operand that is blank leaves the test undecided. */
export function libraryTest(name: string, args: readonly TextOf[], nodes: readonly Expression[]): (scene: Scene) => Verdict {
  return (scene) => {
    const found = args.map((arg) => arg(scene));
    if (found.some((part) => part === null)) return 'N';
    const values = found.map((part) => part?.value);
    const [first, second] = values;
    if (values.some((value) => value === undefined)) return 'U';
    return judge(name, first, second, scene, nodes);
  };
}

function judge(name: string, first: unknown, second: unknown, scene: Scene, nodes: readonly Expression[]): Verdict {
  const { surroundings } = scene;
  const verdict = (holds: boolean): Verdict => (holds ? 'T' : 'F');
  switch (name) {
    case '码式':
      return verdict(surroundings.hasForm(String(first), String(second)));
    case '校验位':
      // A text that has not even the form is another rule's business.
      return surroundings.hasForm(String(first), String(second)) ? verdict(surroundings.isSound(String(first), String(second))) : 'T';
    case '有效码':
      return verdict(surroundings.isValidCode(String(first), second === undefined ? null : String(second)));
    case '属本县':
      return verdict(surroundings.isOfCounty(String(first)));
    case '含':
      return verdict(Array.isArray(first) ? (first as readonly string[]).includes(String(second)) : first === second);
    case '相容':
      // Levels by type of platform belong to the edition's table; without it any pair fits.
      return 'T';
    case '在名录':
      return verdict(scene.county?.units.some((unit) => unit.id === first) ?? false);
    case '外部':
      return verdict(typeof first === 'string' && first.startsWith('EXT:'));
    case '无近似':
      return verdict(scene.names?.nearly(scene.unit.id, String(first)) === undefined);
    case '报送':
      return verdict(nodes[0]?.kind === 'reference' && (scene.county?.hasReporter(nodes[0].name) ?? false));
    default:
      throw new Error(`no library function ${name}`);
  }
}
