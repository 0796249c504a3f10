import { defineConfig } from 'tsup';
import { notices } from '../../scripts/notices.mjs';

/** What the bundle holds of others, since it cannot be required: a test compares it with the source map. */
const bundled = ['p-limit', 'yocto-queue'];

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'node',
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  sourcemap: true,
  footer: { js: notices(bundled) },
  clean: true,
  silent: true,
});
