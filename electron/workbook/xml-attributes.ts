/** The attributes of a tag, as its reader sees them: good until that returns, as the next tag puts its own in their place. */
export interface Attributes {
  /** By the whole name, as it is written. */
  readonly get: (name: string) => string | undefined;
  /** By the local name, whatever prefix its namespace has here (r:id); one without a prefix goes first. */
  readonly local: (name: string) => string | undefined;
  /** The values of all with a local name, of whatever namespaces. */
  readonly all: (name: string) => readonly string[];
  /** The same for longer than the tag. */
  readonly copy: () => Attributes;
}

/** From this many on, whether there is one of a name already is looked up: a tag of a megabyte has a hundred thousand. */
const many = 16;

/** Filled anew for each tag. Those of a cell are three or four: going through them is faster than any index. */
export class AttributeList implements Attributes {
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  #count = 0;
  #seen: Set<string> | null = null;

  clear(): void {
    this.#count = 0;
    this.#seen = null;
  }

  /** False where there is one of that name. */
  add(name: string, value: string): boolean {
    if (this.#count >= many) {
      this.#seen ??= new Set(this.#names.slice(0, this.#count));
      if (this.#seen.has(name)) return false;
      this.#seen.add(name);
    } else if (this.get(name) !== undefined) return false;
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count += 1;
    return true;
  }

  get(name: string): string | undefined {
    for (let at = 0; at < this.#count; at++) if (this.#names[at] === name) return this.#values[at];
    return undefined;
  }

  local(name: string): string | undefined {
    const own = this.get(name);
    if (own !== undefined) return own;
    const behind = `:${name}`;
    for (let at = 0; at < this.#count; at++)
      if (this.#names[at]?.endsWith(behind) === true) return this.#values[at];
    return undefined;
  }

  all(name: string): readonly string[] {
    const behind = `:${name}`;
    return this.#values.slice(0, this.#count).filter((_value, at) => {
      const written = this.#names[at] ?? '';
      return written === name || written.endsWith(behind);
    });
  }

  copy(): Attributes {
    const copy = new AttributeList();
    for (let at = 0; at < this.#count; at++) copy.add(this.#names[at] ?? '', this.#values[at] ?? '');
    return copy;
  }
}
