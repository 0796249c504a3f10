import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { firstExample, planScript, root } from './example.js';

/** The planner's built ESM as one script that leaves `planner` in the global scope, as a page would load it. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [`${root}/packages/planner/dist/index.js`],
    bundle: true,
    format: 'iife',
    globalName: 'planner',
    platform: 'browser',
    write: false,
  });
  return result.outputFiles.map((file) => file.text).join('\n');
}

/** A realm with the globals of ECMAScript and no others. */
function bareRealm(globals: Record<string, string>): object {
  const realm = createContext({ ...globals });
  runInContext('delete globalThis.console; delete globalThis.WebAssembly;', realm);
  return realm;
}

const hostGlobals = [
  'process',
  'Buffer',
  'require',
  'module',
  'global',
  'window',
  'self',
  'crypto',
  'console',
  'performance',
  'setTimeout',
  'URL',
  'TextEncoder',
  'TextDecoder',
];

test('the built planner makes the same plan in a realm that has nothing but ECMAScript', async () => {
  const example = firstExample();
  const planner: unknown = await import(`${root}/packages/planner/dist/index.js`);
  const here = new Function('planner', ...Object.keys(example), `return ${planScript}`);
  const planned = here(planner, ...Object.values(example));

  const realm = bareRealm(example);
  expect(hostGlobals.filter((name) => runInContext(`typeof ${name}`, realm) !== 'undefined')).toEqual([]);
  runInContext(await bundle(), realm);

  expect(runInContext(planScript, realm)).toBe(planned);
  expect(JSON.parse(planned).operations.length).toBeGreaterThan(0);
});
