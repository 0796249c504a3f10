import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeState } from '@networkd/planner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../src/clock.js';
import { append, ending } from '../src/memory/journal.js';
import type { Intent } from '../src/memory/journal-entry.js';
import { expected } from '../src/memory/recall.js';
import { keep } from '../src/memory/snapshot.js';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'networkd-recall-')), 'state');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** An apply of these networks, after which the node had so many addresses of each. */
function applied(plan: string, ids: readonly string[], version: number, count: number): void {
  const owners = ids.map((id) => ({ id, version }));
  const resources = ids.flatMap((network) =>
    Array.from({ length: count }, (_, i) => ({
      ...({ kind: 'Address', owner: network, netns: `n-${network}`, device: `n-${network}` } as const),
      address: `10.${version}.${i}.1/24`,
    })),
  );
  const state: NodeState = { schema: 'observed/2', node: 'a', resources };
  const after = keep(folder, { owners, state });
  const common = { kind: 'Intended', time: '', plan, node: 'a', owners, operations: 1 } as const;
  const intent: Intent = { ...common, before: after, after, keys: [] };
  append(folder, intent);
  append(folder, ending('Applied', intent, systemClock));
}

test('of each network there is what it was last brought to', () => {
  applied('p1', ['x', 'y'], 1, 2);
  applied('p2', ['y'], 2, 1);
  const snapshot = expected(folder);
  expect(snapshot?.owners).toEqual([
    { id: 'x', version: 1 },
    { id: 'y', version: 2 },
  ]);
  const addresses = snapshot?.state.resources.map((each) => each.kind === 'Address' && each.address);
  expect(addresses).toEqual(['10.1.0.1/24', '10.1.1.1/24', '10.2.0.1/24']);
  expect(expected(folder, ['y'])?.state.resources).toHaveLength(1);
});

// Read once for each of them it takes minutes, and with a thousand networks more memory than there is.
test('hundreds of networks that were applied together are read at once', () => {
  const ids = Array.from({ length: 600 }, (_, i) => `x${i}`);
  applied('p', ids, 1, 30);
  expect(expected(folder)?.state.resources).toHaveLength(600 * 30);
}, 20_000);
