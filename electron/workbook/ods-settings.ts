import type { Attributes } from './xml-attributes.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

const part = 'settings.xml';

/** Whether the settings of the document have its sheets show no zeros. */
export async function hidesZeros(zip: Zip): Promise<boolean> {
  if (![...zip.names()].includes(part)) return false;
  let isAsked = false;
  let isHidden = false;
  await readXml(zip, part, {
    open: (name, attributes: Attributes) =>
      (isAsked = name === 'config-item' && attributes.local('name') === 'ShowZeroValues'),
    text: (text) => {
      if (isAsked && text.trim() === 'false') isHidden = true;
    },
    close: () => (isAsked = false),
  });
  return isHidden;
}
