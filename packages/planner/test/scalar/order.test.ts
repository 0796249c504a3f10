import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending } from '../../src/scalar/order.js';

test('ascending is a stable sort of unsigned words', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 50 }), (words) => {
      const expected = words
        .map((word, place) => ({ word, place }))
        .sort((a, b) => a.word - b.word || a.place - b.place)
        .map(({ place }) => place);
      expect([...ascending(words)]).toEqual(expected);
    }),
  );
});
