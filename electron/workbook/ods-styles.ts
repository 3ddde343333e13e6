import { attribute, readXml } from './xml.ts';
import type { Zip } from './zip.ts';

export interface OdsStyles {
  readonly hiddenTables: ReadonlySet<string>;
  /** The format of a cell style as a number format code, as far as it changes what a reader sees (万 in it, thousands left out). */
  readonly formatOf: (style: string | undefined) => string | undefined;
}

interface NumberStyle {
  text: string;
  factor: number;
}

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
      else if (name === 'number-style' || name === 'currency-style') {
        number = { text: '', factor: 1 };
        numbers.set(of('name') ?? '', number);
      } else if (name === 'number' && number !== null) number.factor = Number(of('display-factor') ?? 1);
      else if (name === 'text') taking = number !== null;
    },
    text: (text: string) => {
      if (taking && number !== null && number.text.length < 100) number.text += text;
    },
    close: (name: string) => {
      if (name === 'text') taking = false;
      else if (name === 'number-style' || name === 'currency-style') number = null;
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
      if (code === undefined || (code.factor <= 1 && !/[万亿]/u.test(code.text))) return undefined;
      const commas = code.factor > 1 ? ','.repeat(Math.max(1, Math.round(Math.log10(code.factor) / 3))) : '';
      return `0${commas}"${code.text.replaceAll('"', '')}"`;
    },
  };
}
