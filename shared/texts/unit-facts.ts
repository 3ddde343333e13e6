import type { UnitFact } from '../values/unit-facts.ts';
import type { Language } from './language.ts';

/** What a fact of the directory is called. */
export const unitFactNames: Readonly<Record<UnitFact, Readonly<Record<Language, string>>>> = {
  name: { zh: '名称', en: 'name' },
  formerName: { zh: '曾用名', en: 'former name' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  organisationCode: { zh: '组织机构代码', en: 'organisation code' },
  licence: { zh: '工商注册号', en: 'licence number' },
  area: { zh: '所在地', en: 'place' },
  status: { zh: '运营状态', en: 'state' },
  industry: { zh: '行业', en: 'industry' },
  industryEdition: { zh: '行业分类版本', en: 'edition of the industries' },
  size: { zh: '规模', en: 'size' },
  operator: { zh: '运营单位', en: 'operator' },
  mergedInto: { zh: '并入单位', en: 'merged into' },
};

/** Facts that undoing an import left as they are now, because they were changed since: the units with what stays. */
export function keptFactsText(
  kept: readonly { readonly name: string; readonly fact: UnitFact }[],
  language: Language,
): string {
  const mark = language === 'zh' ? '、' : ', ';
  return [...Map.groupBy(kept, ({ name }) => name)]
    .map(([name, facts]) => {
      const names = facts.map(({ fact }) => unitFactNames[fact][language]).join(mark);
      return language === 'zh' ? `${name}的${names}` : `${names} of ${name}`;
    })
    .join(language === 'zh' ? ';' : '; ');
}
