import { attribute, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface OdsStyles {
  readonly hiddenTables: ReadonlySet<string>;
  /** The format of a cell style as a number format code, as far as it tells what the number is: a date, a share, one that shows scaled. */
  readonly formatOf: (style: string | undefined) => string | undefined;
}

interface NumberStyle {
  readonly kind: 'number' | 'percentage' | 'date';
  text: string;
  factor: number;
}

const kinds: Readonly<Record<string, NumberStyle['kind']>> = {
  'number-style': 'number',
  'currency-style': 'number',
  'percentage-style': 'percentage',
  'date-style': 'date',
};

interface CellStyle {
  readonly parent: string | undefined;
  readonly number: string | undefined;
}

export async function readOdsStyles(zip: Zip): Promise<OdsStyles> {
  const hiddenTables = new Set<string>();
  const numbers = new Map<string, NumberStyle>();
  const cells = new Map<string, CellStyle>();
  let number: NumberStyle | null = null;
  let style = '';
  let taking = false;
  const handlers = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      const of = (key: string): string | undefined => attribute(attributes, key);
      if (name === 'style') {
        style = of('name') ?? '';
        cells.set(style, { parent: of('parent-style-name'), number: of('data-style-name') });
      } else if (name === 'table-properties' && of('display') === 'false') hiddenTables.add(style);
      else if (kinds[name] !== undefined) {
        number = { kind: kinds[name], text: '', factor: 1 };
        numbers.set(of('name') ?? '', number);
      } else if (name === 'number' && number !== null) number.factor = Number(of('display-factor') ?? 1);
      else if (name === 'text') taking = number !== null;
    },
    text: (text: string) => {
      if (taking && number !== null && number.text.length < 100) number.text += text;
    },
    close: (name: string) => {
      if (name === 'text') taking = false;
      else if (kinds[name] !== undefined) number = null;
    },
  };
  if (zip.has('styles.xml')) await readXml(zip, 'styles.xml', handlers);
  await readXml(zip, 'content.xml', handlers);
  return {
    hiddenTables,
    formatOf: (name) => {
      let found = cells.get(name ?? '');
      for (let depth = 0; found !== undefined && found.number === undefined && depth < 8; depth++)
        found = cells.get(found.parent ?? '');
      const code = numbers.get(found?.number ?? '');
      if (code === undefined) return undefined;
      if (code.kind !== 'number') return code.kind === 'date' ? 'yyyy-mm-dd' : '0%';
      if (code.factor <= 1 && !/[万亿]/u.test(code.text)) return undefined;
      const commas = code.factor > 1 ? ','.repeat(Math.max(1, Math.round(Math.log10(code.factor) / 3))) : '';
      return `0${commas}"${code.text.replaceAll('"', '')}"`;
    },
  };
}
