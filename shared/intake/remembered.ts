/** Texts that a function remembers before it begins anew: headers repeat for every table of the edition, figures do not. */
const most = 5000;
/** Characters of a text that may be a header. */
const longest = 200;

/** A function of a text alone that gives again what it gave before. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return make(text);
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
