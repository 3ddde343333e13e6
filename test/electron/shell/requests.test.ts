import { expect, it } from 'vitest';
import { shellRequestSchema } from '#shared/contract/shell.ts';

const isTaken = (written: unknown): boolean => shellRequestSchema.safeParse(written).success;

it('the shell takes what its page asks', () => {
  expect(isTaken({ id: 1, op: 'pickFiles', input: { many: true, folder: false } })).toBe(true);
  expect(isTaken({ id: 2, op: 'save', input: { token: 'abc', name: '报表.xlsx' } })).toBe(true);
  expect(isTaken({ id: 3, op: 'print', input: {} })).toBe(true);
  expect(isTaken({ id: 4, op: 'speak', input: { language: 'en' } })).toBe(true);
});

it.each([
  null,
  {},
  { id: 1, op: 'openPath', input: { path: '/' } },
  { id: 'x', op: 'print', input: {} },
  { id: 1, op: 'save', input: { token: 'abc', name: ['报表.xlsx'] } },
  { id: 1, op: 'save', input: { token: 'abc', name: '报表.xlsx', target: '/etc/x' } },
  { id: 1, op: 'speak', input: { language: '../..' } },
])('and passes over %j', (written) => expect(isTaken(written)).toBe(false));
