import type { Table } from '../returns/definition.ts';
import { namesByCode, partsOf } from './columns.ts';
import type { FormItem } from './find-form.ts';
import { comparableHeader, isPart } from './header-words.ts';

/**
 * The items of a form without codes that may be parts of something else than their names say: 其中:发明专利 below 专利授权数, or
 * below another item than that of whose parts it is one.
 */
export function partsOfOthers(items: readonly FormItem[], table: Table): ReadonlySet<FormItem> {
  const wholes = new Map(
    [...partsOf(table)].flatMap(([whole, parts]) => parts.map((part) => [part, whole] as const)),
  );
  const isOther = (item: FormItem, at: number): boolean => {
    const [code = '', ...more] = item.codes;
    const whole = wholes.get(code);
    if (whole === undefined || more.length > 0 || item.block.hasCodes) return false;
    const above = items.slice(0, at).findLast(({ block, label }) => block === item.block && !isPart(label));
    const [of] = above?.codes ?? [];
    if (above === undefined || of === whole || (of !== undefined && wholes.get(of) === whole)) return false;
    // 新产品产值 is the same wherever it stands; 发明专利 is not, though nobody wrote 其中 before it.
    return (
      isPart(item.label) || (of === undefined && isShort(item.label, namesByCode(table).get(code) ?? []))
    );
  };
  return new Set(items.filter(isOther));
}

/** Whether an item has a longer name too, that says more: 发明专利 of 发明专利申请数. */
function isShort(label: string, names: readonly string[]): boolean {
  const name = comparableHeader(label);
  return names.some((other) => other !== name && other.startsWith(name));
}
