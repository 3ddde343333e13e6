import { addressOf } from '#shared/intake/grid.ts';
import { lookOf, white } from './html-styles.ts';
import { plainHtml } from './html-tags.ts';
import type { RuleLook } from './rule-looks.ts';

const [begins, ends] = ['<x:ConditionalFormatting', '</x:ConditionalFormatting'];
const most = 1000;

interface PageRule {
  /** "C3:F9 H3". */
  readonly cells: string;
  readonly look: RuleLook;
}

/** The conditions of a page, as Excel keeps them in a comment of the page. */
export function rulesIn(comment: string): readonly PageRule[] {
  const found: PageRule[] = [];
  let at = comment.indexOf(begins);
  while (at >= 0 && found.length < most) {
    const end = comment.indexOf(ends, at);
    const rule = comment.slice(at, end < 0 ? undefined : end);
    const range = /<x:Range>([^<]*)</iu.exec(rule)?.[1];
    for (const style of range === undefined ? [] : looksOf(rule))
      found.push({ cells: addressesOf(plainHtml(range ?? '')), look: ruleLookOf(plainHtml(style)) });
    at = end < 0 ? -1 : comment.indexOf(begins, end);
  }
  return found;
}

/** What the style of a condition does. */
export function ruleLookOf(style: string): RuleLook {
  const { struck, colour, behind } = lookOf(style);
  return { isStruck: struck === true, isHidden: colour !== undefined && colour === (behind ?? white) };
}

function looksOf(rule: string): readonly string[] {
  return [...rule.matchAll(/<x:Format\b[^>]*?\bStyle\s*=\s*(?:"([^"]*)"|'([^']*)')/giu)].map(
    ([, double, single]) => double ?? single ?? '',
  );
}

/** R3C3:R9C6,R4C8, or $C$3:$F$9,$H$4 → C3:F9 H4. */
export function addressesOf(range: string): string {
  return range
    .trim()
    .replaceAll(/[\s,]+/gu, ' ')
    .replaceAll('$', '')
    .replace(/R(\d{1,7})C(\d{1,5})/gu, (_, row: string, column: string) =>
      addressOf(Number(row) - 1, Number(column) - 1),
    );
}
