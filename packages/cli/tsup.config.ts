import { defineConfig } from 'tsup';
import { notices } from '../../scripts/notices.mjs';

/** What the bundle holds of others; a test compares it with the source map. */
const bundled = [
  '@noble/hashes',
  '@scure/base',
  'ansi-regex',
  'ansi-styles',
  'commander',
  'fastest-levenshtein',
  'fp-ts',
  'get-east-asian-width',
  'io-ts',
  'ip-num',
  'jsonc-parser',
  'p-limit',
  'string-width',
  'strip-ansi',
  'tweetnacl',
  'wrap-ansi',
  'yocto-queue',
];

// All but what is rarely needed goes into one file: to load a hundred takes longer than to plan a node. What the file
// imports on demand is in it too, and run on demand.
export default defineConfig({
  entry: ['src/tn.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  splitting: false,
  sourcemap: true,
  clean: true,
  silent: true,
  noExternal: [/^(?!@viz-js\/viz$|uqr$)/],
  // CommonJS in the bundle asks for Node's own modules by this name.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  footer: { js: notices(bundled) },
  esbuildOptions: (options) => {
    // The UMD build of jsonc-parser cannot be bundled, its ES modules can.
    options.mainFields = ['module', 'main'];
    options.minifyWhitespace = true;
    options.minifySyntax = true;
  },
});
