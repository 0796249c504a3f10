import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '@networkd/executor-linux';
import { emptyState, type Resource } from '@networkd/planner';
import { buildSync } from 'esbuild';
import { afterAll } from 'vitest';
import type { Call, FakeNode } from './fake/executor.js';
import { Place, root } from './tn.js';

/** Where what the bundle leaves out is found. */
const folder = mkdtempSync(join(root, 'node_modules', '.fake-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command on a machine that is a file. */
const tn = join(folder, 'tn.mjs');
buildSync({
  entryPoints: [fileURLToPath(new URL('fake/tn.ts', import.meta.url))],
  outfile: tn,
  bundle: true,
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['@viz-js/viz', 'uqr'],
  tsconfig: join(root, 'tsconfig.json'),
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'error',
});
chmodSync(tn, 0o755);

/** What the fixture's documents are about. */
export const owners = [{ id: 'fixture', version: 3 }];

/** What `--json` told, a line each. */
export function told(
  stdout: string,
): readonly { readonly kind: string; readonly [field: string]: unknown }[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A folder of one test with a machine in it, on which nothing is, and `tn` for that. */
export class Machine extends Place {
  constructor(node: Partial<FakeNode> = {}) {
    super(tn);
    this.put({ observed: emptyState('a'), ...node });
  }

  /** One that the fixture's network was applied to, with what the executor remembers; changed since. */
  static applied(
    change: (resources: readonly Resource[]) => readonly Resource[] = (same) => same,
    more: Partial<FakeNode> = {},
  ): Machine {
    const machine = new Machine();
    const state = machine.state('a');
    const before: Snapshot = { owners: [{ id: 'fixture', removed: true }], state: emptyState('a') };
    const after = { owners, state };
    machine.put({
      observed: { ...state, resources: change(state.resources) },
      lastApplied: { plan: 'ab'.repeat(32), node: 'a', owners, before },
      expected: after,
      ...more,
    });
    return machine;
  }

  put(node: FakeNode): void {
    this.write('fake.json', node);
  }

  get node(): FakeNode {
    return JSON.parse(this.read('fake.json'));
  }

  /** All that the executor was asked. */
  get asked(): readonly Call[] {
    const lines = existsSync(this.at('calls')) ? this.read('calls').trimEnd().split('\n') : [];
    return lines.map((line): Call => JSON.parse(line));
  }

  /** What the executor was asked to do, beside looking. */
  get calls(): readonly Call[] {
    return this.asked.filter(({ name }) => name !== 'load' && name !== 'observe');
  }
}
