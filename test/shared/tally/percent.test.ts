import { describe, expect, it } from 'vitest';
import { share } from '#shared/tally/figure.ts';
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

describe('a share, or a change in percent of last year', () => {
  it('is rounded as it would be on paper, where binary fractions fall short of the half', () => {
    expect([share(201, 400), share(203, 400)]).toEqual([50.3, 50.8]);
    expect([share(1, 16), share(-1, 16)]).toEqual([6.3, -6.3]);
    expect(share(2.01, 4)).toBe(50.3);
    expect(share(0.1, 0.3)).toBe(33.3);
    expect(share(1, 0)).toBeNull();
  });
});
