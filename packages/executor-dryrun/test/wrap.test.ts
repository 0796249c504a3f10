import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from '../src/wrap.js';

const word = fc.oneof(
  fc.stringMatching(/^[!-~]{1,12}$/),
  fc.constantFrom('e\u0301te\u0301', 'München', '網路', '👩‍🌾'),
);
const layout = fc.constantFrom(
  { width: 20, first: '', hanging: '  ' },
  { width: 20, first: '  ', hanging: '    ' },
  { width: 9, first: '# ', hanging: '# ' },
);

test('every word comes once and in its order, between the indentations', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), layout, (words, options) => {
      const [first = '', ...others] = wrap(words.join(' '), options);
      expect(first.startsWith(options.first)).toBe(true);
      for (const line of others) expect(line.startsWith(options.hanging)).toBe(true);
      const said = [
        first.slice(options.first.length),
        ...others.map((line) => line.slice(options.hanging.length)),
      ];
      expect(said.join(' ').split(' ')).toEqual(words.map((each) => each.normalize()));
    }),
  );
});

test('a line is longer than its width only where it is one word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[!-~]{1,25}$/), { maxLength: 12 }), layout, (words, options) => {
      for (const [i, line] of wrap(words.join(' '), options).entries()) {
        const said = line.slice((i === 0 ? options.first : options.hanging).length);
        if (said.includes(' ')) expect(line.length).toBeLessThanOrEqual(options.width);
      }
    }),
  );
});
