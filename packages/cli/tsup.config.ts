import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/tn.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  clean: true,
  silent: true,
});
