import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { long } from './long-first.js';

test('the files that begin first are there', () => {
  expect(long.filter((name) => !existsSync(`${name}.test.ts`))).toEqual([]);
});
