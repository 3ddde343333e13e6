import { areaAt, isSameArea } from '../codes/areas.ts';
import { bodyOf, isCreditCodeForm, isCreditCodeSound } from '../codes/credit-code.ts';
import { industry } from '../codes/industries.ts';
import { isOrganisationCodeForm, isOrganisationCodeSound } from '../codes/organisation-code.ts';

/** The code tables behind the library functions, so that the engine itself names no table. */
export interface Surroundings {
  readonly county: string;
  readonly year: number;
  /** 码式: whether a text has the form of a code. */
  readonly hasForm: (text: string, form: string) => boolean;
  /** 校验位: whether its check character is right. */
  readonly isSound: (text: string, form: string) => boolean;
  /** 有效码: an area code in a year, or an industry code in an edition named by `which`. */
  readonly isValidCode: (code: string, which: string | null) => boolean;
  /** 属本县 */
  readonly isOfCounty: (area: string) => boolean;
  /** 同区划: whether two area codes are those of one area, before and after a change of code. */
  readonly isSameArea: (code: string, other: string) => boolean;
  /** 主体码: positions 9-17 of a credit code. */
  readonly body: (code: string) => string;
  /** 大类 of an industry code, which both editions of GB/T 4754 begin with. */
  readonly division: (code: string) => string;
  /** 规模 by industry, persons employed and revenue (千元), 统计上大中小微型企业划分办法; undefined when it can't be said. */
  readonly size: (industryCode: string, persons: number, revenue: number) => string | undefined;
}

const phone = /^(?:0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|1\d{10}|\d{7,8})$/;
/** 文号: X〔YYYY〕N号, with the brackets as people type them. */
const documentNumber = /^.+[〔[（(]\d{4}[〕\])）]第?\d+号$/u;

export function surroundingsOf(county: string, year: number): Surroundings {
  return {
    county,
    year,
    hasForm: (text, form) => {
      if (form === 'USCC') return isCreditCodeForm(text);
      // Positions 3-8: the registering office's area.
      if (form === '省内USCC') return text.slice(2, 4) === '22';
      if (form === 'ORG') return isOrganisationCodeForm(text);
      if (form === '电话') return phone.test(text.normalize('NFKC').replaceAll(' ', ''));
      return documentNumber.test(text.normalize('NFKC'));
    },
    isSound: (text, form) => (form === 'USCC' ? isCreditCodeSound(text) : isOrganisationCodeSound(text)),
    isValidCode: (code, which) => {
      if (which === '2011' || which === '2017')
        return industry(code, which) !== undefined && code.length === 4;
      return areaAt(code, which === null ? year : Number(which.slice(0, 4))) !== undefined;
    },
    isOfCounty: (area) => isSameArea(area, county),
    isSameArea,
    body: bodyOf,
    division: (code) => code.slice(0, 2),
    size: (code, persons, revenue) => {
      const division = Number(code.slice(0, 2));
      // The method's line for 工业 (divisions 06-46); other industries have lines of their own.
      if (!(division >= 6 && division <= 46)) return undefined;
      if (persons >= 1000 && revenue >= 400_000) return '1';
      if (persons >= 300 && revenue >= 20_000) return '2';
      if (persons >= 20 && revenue >= 3000) return '3';
      return '4';
    },
  };
}
