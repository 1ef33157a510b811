import { it, expect } from 'vitest';

it('adds tax', () => {
  expect(price(100)).toBe(119);
});
