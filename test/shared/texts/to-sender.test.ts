import { expect, it } from 'vitest';
import { toSender } from '#shared/texts/to-sender.ts';

const file = '2015/合隆镇/甲厂.xlsx';

it('tells the sender of a refused file what to send, by the name that it was sent under', () => {
  expect(toSender(file, { code: 'file.encrypted', details: { file } })).toBe(
    '您好,贵单位发来的“甲厂.xlsx”有打开密码,或设了工作簿保护。请取消密码和保护工作簿,另存为 xlsx 后重新发送。谢谢。',
  );
  expect(toSender(file, { code: 'intake.other-year', details: { file, found: 2014, expected: 2015 } })).toBe(
    '您好,贵单位发来的“甲厂.xlsx”是 2014 年的表,现在填报的是 2015 年。请核对后发来 2015 年的报表。谢谢。',
  );
});

it('speaks of a query sheet as one', () => {
  const details = { file: '回复.xlsx', sheet: '查询单', cell: 'C7' };
  expect(toSender('回复.xlsx', { code: 'intake.query-altered', details })).toMatch(
    /“回复.xlsx”\(查询单\)里黄色格以外的内容被改动了\(查询单!C7\).*请在我们发的原查询单上只填黄色的格/,
  );
});

it('has nothing to say to the sender where it is the office that has to do something', () => {
  const own = { file, found: 'own-package' } as const;
  expect(toSender(file, { code: 'file.unsupported', details: own })).toBeNull();
  expect(toSender(file, { code: 'intake.query-merged', details: { from: '甲', into: '乙' } })).toBeNull();
  expect(toSender(file, { code: 'file.locked', details: { file } })).toBeNull();
});
