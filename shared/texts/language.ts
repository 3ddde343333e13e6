export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** A number with its English noun: 1 file, 2 files. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** One sentence in both languages, made from its details. */
export interface Sentence<Details> {
  readonly zh: (details: Details) => string;
  readonly en: (details: Details) => string;
}

/** A sentence for every key of a catalogue: leaving one out does not compile. */
export type Sentences<Catalogue> = { readonly [Code in keyof Catalogue]: Sentence<Catalogue[Code]> };
