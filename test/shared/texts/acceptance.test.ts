import { expect, test } from 'vitest';
import { acceptanceText } from '#shared/texts/acceptance.ts';

const left = (blocking: number, unexplained: number, due = false) => ({
  unit: 'u',
  name: '甲厂',
  return: 'JC102',
  reasons: { blocking, unexplained, due },
});

test('says what to do where nothing, and where not everything, could be accepted', () => {
  expect(acceptanceText({ accepted: 3, left: [] }, 'zh')).toBe('已验收 3 张。');
  expect(acceptanceText({ accepted: 0, left: [] }, 'zh')).toBe('没有待验收的报表,已报的都已办理。');
  const some = [left(0, 0, true), left(2, 1), left(0, 1), left(0, 3)];
  expect(acceptanceText({ accepted: 0, left: some }, 'zh')).toBe(
    '没有可以验收的报表。还有 4 张未验收:1 张未报(请催报),1 张有强制性错误(请更正),2 张待说明(请核实后说明)。',
  );
  expect(acceptanceText({ accepted: 1, left: some.slice(2) }, 'en')).toBe(
    '1 filing accepted. 2 left: 2 with findings to explain.',
  );
});
