import { describe, expect, it } from 'vitest';
import { percent } from '#shared/tally/percent.ts';

describe('a percentage of whole numbers', () => {
  it('is rounded by its size, above and below 0', () => {
    expect(percent(1, 3, 2)).toBe(33.33);
    expect(percent(2, 3, 2)).toBe(66.67);
    expect(percent(-10, 3, 2)).toBe(-333.33);
    expect(percent(-20, 3, 2)).toBe(-666.67);
    expect(percent(1, -8, 1)).toBe(-12.5);
    expect(percent(-1, 100_000, 2)).toBe(0);
  });
});
