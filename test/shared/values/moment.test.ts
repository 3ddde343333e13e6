import { expect, it } from 'vitest';
import { localDay, localTime } from '#shared/values/moment.ts';

it('is a moment by this computer’s clock, to the minute', () => {
  const iso = '2016-03-25T23:30:07.123Z';
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso));
  const part = (type: string): string => parts.find((item) => item.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  expect(localTime(iso)).toBe(`${day} ${part('hour')}:${part('minute')}`);
  expect(localDay(iso)).toBe(day);
});

it('is left as it is where it is no moment', () => {
  expect(localTime('?')).toBe('?');
  expect(localDay('')).toBe('');
});
