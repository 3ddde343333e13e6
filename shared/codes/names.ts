/** Names of enterprises, made comparable: NFKC, no spaces or brackets, the usual endings dropped. */
export function comparableName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s()[\]{}〔〕【】「」·.,、,。\-_]/gu, '')
    .replace(/(股份|集团)?(有限责任公司|有限公司|公司|厂|集团)$/u, '')
    .toUpperCase();
}

interface Entry {
  readonly id: string;
  readonly name: string;
}

/**
 * Names that may mean the same unit: equal once made comparable, or one character apart when at least six long. A branch
 * (…分公司) never nearly equals its parent.
 */
export class NameIndex {
  readonly #byKey = new Map<string, Entry[]>();

  /** Units in the order of their ids. */
  constructor(units: Iterable<Entry>) {
    for (const unit of units) this.#add(unit);
  }

  /** Puts a unit in as if it had been there from the start: of several near names the one with the least id is found. */
  add(unit: { readonly id: string; readonly name: string }): void {
    for (const bucket of this.#add(unit)) bucket.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #add({ id, name }: { readonly id: string; readonly name: string }): readonly Entry[][] {
    const entry = { id, name: comparableName(name) };
    return keysOf(entry.name).map((key) => {
      let bucket = this.#byKey.get(key);
      if (bucket === undefined) this.#byKey.set(key, (bucket = []));
      bucket.push(entry);
      return bucket;
    });
  }

  /** Another unit whose name is nearly this one; undefined when there is none. */
  nearly(id: string, name: string): string | undefined {
    const comparable = comparableName(name);
    for (const key of keysOf(comparable)) {
      for (const other of this.#byKey.get(key) ?? []) {
        if (other.id !== id && isNear(comparable, other.name)) return other.id;
      }
    }
    return undefined;
  }
}

/** Whether two names are the same once made comparable, or one character apart. */
export function isNearName(a: string, b: string): boolean {
  return isNear(comparableName(a), comparableName(b));
}

const leastLength = 6;

/** The name, and what is left when any one of its characters is taken away: names one character apart have one in common. */
function keysOf(name: string): readonly string[] {
  const keys = [name];
  if (name.length < leastLength) return keys;
  for (let at = 0; at < name.length; at++) keys.push(name.slice(0, at) + name.slice(at + 1));
  return keys;
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
