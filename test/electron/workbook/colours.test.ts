import { expect, it } from 'vitest';
import { SheetColours } from '#electron/workbook/sheet-colours.ts';
import { AttributeList } from '#electron/workbook/xml-attributes.ts';

type Written = Readonly<Record<string, string>>;

function attributesOf(written: Written): AttributeList {
  const list = new AttributeList();
  for (const [name, value] of Object.entries(written)) list.add(name, value);
  return list;
}

/** Whether letters of a colour are seen on a fill: the elements of a fill, or none. */
function isSeen(font: Written | null, ...fill: readonly (readonly [string, Written])[]): boolean {
  const colours = new SheetColours();
  if (font !== null) colours.font(0, attributesOf(font));
  colours.beginFills();
  for (const [name, attributes] of [['fill', {}] as const, ...fill])
    colours.fill(name, attributesOf(attributes));
  colours.endFills();
  return !colours.areAlike(0, 0);
}

const solid = ['patternFill', { patternType: 'solid' }] as const;
const white = { rgb: 'FFFFFFFF' };

it.each([
  ['white on nothing', white, []],
  ['the background of the theme on nothing', { theme: '0' }, []],
  ['white of the palette on nothing', { indexed: '9' }, []],
  ['white on white', white, [solid, ['fgColor', { theme: '0' }]]],
  ['blue on blue', { rgb: 'FF4472C4' }, [solid, ['fgColor', { rgb: '004472c4' }]]],
  ['black on black', { theme: '1' }, [solid, ['fgColor', { rgb: 'FF000000' }]]],
] as const)('%s is not seen', (_what, font, fill) => {
  expect(isSeen(font, ...fill)).toBe(false);
});

it.each([
  ['what says no colour', null, []],
  ['black on nothing', { theme: '1' }, []],
  ['white on blue', white, [solid, ['fgColor', { rgb: 'FF4472C4' }]]],
  ['white on a shade of the theme', white, [solid, ['fgColor', { theme: '0', tint: '-0.25' }]]],
  ['white on dots', white, [['patternFill', { patternType: 'gray125' }]]],
  ['white on a gradient', white, [['gradientFill', {}]]],
] as const)('%s is seen', (_what, font, fill) => {
  expect(isSeen(font, ...fill)).toBe(true);
});
