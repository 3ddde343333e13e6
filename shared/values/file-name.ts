/** Names that Windows keeps for devices, in any case and whatever follows a dot. */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\s*(?:\.|$))/i;
const ending = /\.[A-Za-z0-9]{1,8}$/;

/** What Linux allows for a name, less what is put behind one while it is written. */
export const longestFileName = 240;
/** Of a unit's name within the name of a file, behind which more follows: fifty characters of Chinese. */
export const unitNameBytes = 150;

/**
 * A text as a file's name, or as a part of one, that every system takes: no way into another folder, no name of a device,
 * not too long. Names of enterprises are of whatever an enterprise wrote. `most`: bytes of UTF-8; the ending stays.
 */
export function asFileName(text: string, most = longestFileName): string {
  const plain = trimmed(text.replace(/[\\/:*?"<>|\p{C}]/gu, '_'));
  const end = ending.exec(plain)?.[0] ?? '';
  const stem = trimmed(cut(plain.slice(0, plain.length - end.length), most - end.length));
  return (stem === '' ? `_${end}` : stem + end).replace(device, '_$&');
}

/** Windows drops dots and spaces at the end; a dot at the beginning hides a file, or leads up. */
function trimmed(text: string): string {
  return text.replace(/^[. ]+|[. ]+$/g, '');
}

function cut(text: string, most: number): string {
  let size = 0;
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (size > most) break;
    kept += character;
  }
  return kept;
}
