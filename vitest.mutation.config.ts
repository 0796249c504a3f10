import { defineConfig } from 'vitest/config';
import { base } from './vitest.base.js';

/** The tests that mutants of the planner are held against: its own. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['packages/planner/test/**/*.test.ts'] },
});
