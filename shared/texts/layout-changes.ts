import type { Heading } from '../intake/staged.ts';
import type { Language } from './language.ts';

/** One change as it stands in the details of a question or a notice: `LayoutChange` in JSON. */
interface Change {
  readonly kind: 'inserted' | 'removed' | 'renamed' | 'moved' | 'unit';
  readonly heading: Heading;
  readonly before?: Heading;
}

/** As many changes are said; of the others how many they are. */
const said = 8;

const unsaid: Readonly<Record<Language, string>> = { zh: '没有写', en: 'none' };

const words: Readonly<Record<Language, Readonly<Record<Change['kind'], (change: Change) => string>>>> = {
  zh: {
    inserted: ({ heading }) => `多了“${heading.text}”(${heading.at})`,
    removed: ({ heading }) => `没有了“${heading.text}”(原 ${heading.at})`,
    renamed: ({ heading, before }) => `“${before?.text ?? ''}”处现为“${heading.text}”(${heading.at})`,
    moved: ({ heading, before }) => `“${heading.text}”从 ${before?.at ?? ''} 移到 ${heading.at}`,
    unit: ({ heading, before }) =>
      `${heading.text === '' ? '表上方' : `“${heading.text}”`}的单位原来${unitOf(before, 'zh')},现在${unitOf(heading, 'zh')}`,
  },
  en: {
    inserted: ({ heading }) => `“${heading.text}” is new (${heading.at})`,
    removed: ({ heading }) => `“${heading.text}” is gone (was ${heading.at})`,
    renamed: ({ heading, before }) =>
      `“${heading.text}” stands where “${before?.text ?? ''}” was (${heading.at})`,
    moved: ({ heading, before }) => `“${heading.text}” moved from ${before?.at ?? ''} to ${heading.at}`,
    unit: ({ heading, before }) =>
      `the unit of ${heading.text === '' ? 'the table' : `“${heading.text}”`} was ${unitOf(before, 'en')}, now ${unitOf(heading, 'en')}`,
  },
};

function unitOf(heading: Heading | undefined, language: Language): string {
  const unit = heading?.unit ?? null;
  if (language === 'en') return unit ?? unsaid.en;
  return unit === null ? unsaid.zh : `是${unit}`;
}

export function changesText(json = '[]', language: Language): string {
  const changes = JSON.parse(json) as Change[];
  const texts = changes.slice(0, said).map((change) => words[language][change.kind](change));
  const more = changes.length - texts.length;
  if (more > 0) texts.push(language === 'zh' ? `另有 ${more} 处` : `${more} more`);
  return texts.join(language === 'zh' ? ';' : '; ');
}
