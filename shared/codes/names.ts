/** What a list says of an enterprise behind its name: a mark of a note, or how it stands. */
const saidBehind =
  /(?:\s*(?:[*※★☆#]+|\((?:停产|半停产|关停|停业|已?注销|新增|新建|搬迁|筹建|规[上下]|小微)(?:企业)?\)))+$/u;

/** Names of enterprises, made comparable: NFKC, no spaces or brackets, the usual endings and what is said behind them dropped. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .replace(saidBehind, '')
    .replace(/[\s()[\]{}〔〕【】「」·.,、,。\-_]/gu, '')
    .replace(/(股份|集团)?(有限责任公司|有限公司|公司|厂|集团)$/u, '')
    .toUpperCase();
}

interface Entry {
  readonly id: string;
  readonly name: string;
}

const leastLength = 6;
/** So many slots for each chain of them. */
const crowd = 2;

/**
 * Names that may mean the same unit: equal once made comparable, or one character apart when at least six long. A branch
 * (…分公司) never nearly equals its parent.
 *
 * A name is found by itself and by what is left when any one of its characters is taken away: names one character apart
 * have one of these keys in common. Kept as hashes in arrays of numbers: as texts of their own, the keys of a hundred
 * thousand names take 300 MB.
 */
export class NameIndex {
  readonly #ids: string[] = [];
  readonly #names: string[] = [];
  /** The newest slot of each chain, counted from 1; 0 ends a chain. */
  #chains = new Int32Array(512);
  /** Of each slot, which is one key of one unit: the slot before it in its chain, and the unit. */
  #before = new Int32Array(512 * crowd + 1);
  #unit = new Int32Array(512 * crowd + 1);
  #slots = 0;

  constructor(units: Iterable<Entry>) {
    for (const unit of units) this.add(unit);
  }

  add({ id, name }: Entry): void {
    const comparable = comparableName(name);
    const unit = this.#names.length;
    this.#ids.push(id);
    this.#names.push(comparable);
    if (this.#slots + comparable.length >= this.#chains.length * crowd) this.#grow();
    else this.#enter(comparable, unit);
  }

  /** Takes the name of a unit out: its keys stay, and find nobody. */
  remove(id: string): void {
    const unit = this.#ids.indexOf(id);
    if (unit < 0) return;
    this.#ids[unit] = nobody;
    this.#names[unit] = '';
  }

  #grow(): void {
    const size = this.#chains.length * 2;
    this.#chains = new Int32Array(size);
    this.#before = new Int32Array(size * crowd + 1);
    this.#unit = new Int32Array(size * crowd + 1);
    this.#slots = 0;
    for (const [unit, name] of this.#names.entries()) {
      if (this.#slots + name.length >= size * crowd) {
        this.#grow();
        return;
      }
      this.#enter(name, unit);
    }
  }

  #enter(name: string, unit: number): void {
    for (const hash of keyHashes(name)) {
      const chain = hash & (this.#chains.length - 1);
      this.#slots += 1;
      this.#before[this.#slots] = this.#chains[chain] ?? 0;
      this.#unit[this.#slots] = unit;
      this.#chains[chain] = this.#slots;
    }
  }

  /** Another unit whose name is nearly this one, the least by its id of those nearest; undefined when there is none. */
  nearly(id: string, name: string): string | undefined {
    const comparable = comparableName(name);
    const hashes = keyHashes(comparable);
    for (let index = 0; index < hashes.length; index++) {
      const hash = hashes[index] ?? 0;
      let key: string | undefined;
      let found: string | undefined;
      let slot = this.#chains[hash & (this.#chains.length - 1)] ?? 0;
      for (; slot !== 0; slot = this.#before[slot] ?? 0) {
        const unit = this.#unit[slot] ?? 0;
        const other = this.#ids[unit] ?? nobody;
        if (other === id || other === nobody) continue;
        const otherName = this.#names[unit] ?? '';
        key ??= keyOf(comparable, index);
        // Others have come into the chain by chance.
        if (!hasKey(otherName, key) || !isNear(comparable, otherName)) continue;
        if (found === undefined || other < found) found = other;
      }
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** No unit's id: of a name that was taken out. */
const nobody = '';

/** Of the name, and where it is long enough of what is left without each of its characters; in that order. */
function keyHashes(name: string): readonly number[] {
  const { length } = name;
  if (length < leastLength) return [mixed(hashOf(name))];
  // A polynomial, so that each is put together from what stands before and behind the character.
  const behind = [0];
  const powers = [1];
  for (let count = 1; count <= length; count++) {
    const power = powers[count - 1] ?? 1;
    behind.push((Math.imul(name.charCodeAt(length - count), power) + (behind[count - 1] ?? 0)) | 0);
    powers.push(Math.imul(power, base));
  }
  const hashes = [mixed(behind[length] ?? 0)];
  let ahead = 0;
  for (let at = 0; at < length; at++) {
    const left = length - at - 1;
    hashes.push(mixed((Math.imul(ahead, powers[left] ?? 1) + (behind[left] ?? 0)) | 0));
    ahead = (Math.imul(ahead, base) + name.charCodeAt(at)) | 0;
  }
  return hashes;
}

const base = 0x01000193;

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Its lower bits, which alone are looked at, as much of the others as of themselves. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return once ^ (once >>> 13);
}

/** What the hash at an index of `keyHashes` is of. */
function keyOf(name: string, index: number): string {
  return index === 0 ? name : name.slice(0, index - 1) + name.slice(index);
}

/** Whether a key is one of a name's. */
function hasKey(name: string, key: string): boolean {
  if (name.length === key.length) return name === key;
  if (name.length !== key.length + 1 || name.length < leastLength) return false;
  let at = 0;
  while (at < key.length && name.charCodeAt(at) === key.charCodeAt(at)) at++;
  return name.endsWith(key.slice(at)) && name.length - at - 1 === key.length - at;
}

/** Whether two names are the same once made comparable, or one character apart. */
export function isNearName(a: string, b: string): boolean {
  return isNear(comparableName(a), comparableName(b));
}

function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < leastLength || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < Math.min(a.length, b.length) && a.charAt(i) === b.charAt(i)) i++;
  let j = 0;
  while (j < Math.min(a.length, b.length) - i && a.charAt(a.length - 1 - j) === b.charAt(b.length - 1 - j))
    j++;
  return Math.max(a.length, b.length) - i - j <= 1;
}
