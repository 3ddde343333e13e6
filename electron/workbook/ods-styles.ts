import { OdsNumberStyles } from './ods-number-styles.ts';
import { hidesNumbers, type RuleLook } from './rule-looks.ts';
import type { Attributes } from './xml-attributes.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface OdsStyles {
  readonly hiddenTables: ReadonlySet<string>;
  /** The format of a cell style as a number format code, as far as it tells what the number is: a date, a share, one that shows scaled. */
  readonly formatOf: (style: string | undefined) => string | undefined;
  /** Whether a style of cells or of characters strikes out. */
  readonly isStruck: (style: string | undefined) => boolean;
  /** Whether a style of characters raises or lowers them, as the mark of a note. */
  readonly isRaised: (style: string | undefined) => boolean;
  /** Whether the letters of a style of cells have the colour of what is behind them. */
  readonly isUnseen: (style: string | undefined) => boolean;
  /** What a style does that a condition gives to cells, by its name or the one that it is shown by. */
  readonly lookOf: (style: string | undefined) => RuleLook;
  /** What the styles do that a style of cells gives way to where conditions hold. */
  readonly conditionalOf: (style: string | undefined) => readonly RuleLook[];
}

interface Style {
  readonly parent: string | undefined;
  readonly number: string | undefined;
  struck?: boolean;
  raised?: boolean;
  colour?: string;
  behind?: string;
  /** The styles that take its place where conditions hold. */
  maps?: string[];
}

const white = '#ffffff';

export async function readOdsStyles(zip: Zip): Promise<OdsStyles> {
  const hiddenTables = new Set<string>();
  const numbers = new OdsNumberStyles();
  const styles = new Map<string, Style>();
  const shownNames = new Map<string, string>();
  let style = '';
  let own: Style | null = null;
  const handlers = {
    open: (name: string, attributes: Attributes) => {
      const of = (key: string): string | undefined => attributes.local(key);
      if (name === 'style') {
        style = of('name') ?? '';
        // A style of rows or drawings may have the name of one of cells.
        const isOfTexts = ['table-cell', 'text'].includes(of('family') ?? 'table-cell');
        own = { parent: of('parent-style-name'), number: of('data-style-name') };
        if (isOfTexts) {
          styles.set(style, own);
          shownNames.set(of('display-name') ?? style, style);
        }
      } else if (name === 'map' && own !== null) {
        (own.maps ??= []).push(of('apply-style-name') ?? '');
      } else if (name === 'text-properties' && own !== null) {
        const line = of('text-line-through-style') ?? of('text-line-through-type');
        if (line !== undefined) own.struck = line !== 'none';
        const position = of('text-position');
        if (position !== undefined) own.raised = !/^0%/.test(position.trim());
        const colour = of('use-window-font-color') === 'true' ? 'window' : of('color');
        if (colour !== undefined) own.colour = colour.toLowerCase();
      } else if (name === 'table-cell-properties' && own !== null) {
        const behind = of('background-color');
        if (behind !== undefined) own.behind = behind === 'transparent' ? white : behind.toLowerCase();
      } else if (name === 'table-properties' && of('display') === 'false') hiddenTables.add(style);
      else numbers.open(name, attributes);
    },
    text: (text: string) => numbers.text(text),
    close: (name: string) => {
      if (name === 'style') own = null;
      else numbers.close(name);
    },
  };
  if (zip.has('styles.xml')) await readXml(zip, 'styles.xml', handlers);
  await readXml(zip, 'content.xml', handlers);
  /** What a style, or the nearest above it that says so, has. */
  const inherited = <Value>(name: string | undefined, get: (style: Style) => Value | undefined) => {
    let found = styles.get(name ?? '');
    for (let depth = 0; found !== undefined && get(found) === undefined && depth < 8; depth++)
      found = styles.get(found.parent ?? '');
    return found === undefined ? undefined : get(found);
  };
  const isStruck = (name?: string): boolean => inherited(name, ({ struck }) => struck) === true;
  const isUnseen = (name?: string): boolean =>
    inherited(name, ({ colour }) => colour) === (inherited(name, ({ behind }) => behind) ?? white);
  const formatOf = (name?: string): string | undefined =>
    numbers.code(inherited(name, ({ number: of }) => of));
  const lookOf = (said?: string): RuleLook => {
    const name = styles.has(said ?? '') ? said : shownNames.get(said ?? '');
    return { isStruck: isStruck(name), isHidden: isUnseen(name) || hidesNumbers(formatOf(name)) };
  };
  return {
    hiddenTables,
    formatOf,
    isStruck,
    isRaised: (name) => inherited(name, ({ raised }) => raised) === true,
    isUnseen,
    lookOf,
    conditionalOf: (name) => (inherited(name, ({ maps }) => maps) ?? []).map(lookOf),
  };
}
