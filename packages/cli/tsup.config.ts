import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsup';

/** What the bundle holds of others. */
const bundled = [
  'commander',
  'fp-ts',
  'io-ts',
  'ip-num',
  'jsonc-parser',
  'tweetnacl',
  '@noble/hashes',
  '@scure/base',
];

/** Their licences ask to be passed on with every copy. */
function notices(): string {
  return bundled
    .map((name) => {
      const folder = ['node_modules', '../../node_modules'].map((each) => join(each, name)).find(existsSync);
      const file = readdirSync(folder ?? '').find((each) => /^licen[cs]e/i.test(each));
      return `${name}\n\n${readFileSync(join(folder ?? '', file ?? ''), 'utf8')}`;
    })
    .join('\n\n')
    .replaceAll('*/', '* /');
}

// All but what is rarely needed goes into one file: to load a hundred takes longer than to plan a node. What the file
// imports on demand is in it too, and run on demand.
export default defineConfig({
  entry: ['src/tn.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  splitting: false,
  clean: true,
  silent: true,
  noExternal: [/^(?!@viz-js\/viz$|uqr$)/],
  // CommonJS in the bundle asks for Node's own modules by this name.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  footer: { js: `/*!\n${notices()}\n*/` },
  esbuildOptions: (options) => {
    // The UMD build of jsonc-parser cannot be bundled, its ES modules can.
    options.mainFields = ['module', 'main'];
    options.minifyWhitespace = true;
    options.minifySyntax = true;
  },
});
