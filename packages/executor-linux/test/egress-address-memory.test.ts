import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyState, type Plan, planTowards, type Resource } from '@networkd/planner';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { egressAddresses, rememberedEgressAddresses } from '../src/memory/egress-addresses.js';
import { right } from './networks.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkd-egress-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a network with that egress address has on the node. */
const having = (network: string, egressAddress: string): readonly Resource[] => [
  { kind: 'Netns', owner: network, name: `n-${network}` },
  {
    kind: 'Address',
    owner: network,
    netns: `n-${network}`,
    device: 'public',
    address: `${egressAddress}/16`,
  },
];

function planOf(...ids: readonly string[]): Plan {
  const owners = ids.map((id) => ({ id, version: 1 }));
  const empty = emptyState('a');
  return right(planTowards({ owners, target: empty, observed: empty }));
}

const reserve = (plan: Plan, resources: readonly Resource[]) => {
  const before = emptyState('a');
  egressAddresses.before({ folder, plan, before, after: { ...before, resources } });
};

const settle = ({ owners }: Plan, resources: readonly Resource[]) =>
  egressAddresses.settle({ folder, owners, resources });

const known = () => Object.fromEntries(rememberedEgressAddresses(folder));

describe('egressAddresses', () => {
  test('are remembered before they are given, and released when nothing is left of the network', () => {
    expect(known()).toEqual({});
    expect(readdirSync(folder)).toEqual([]);
    reserve(planOf('x'), having('x', '100.127.0.2'));
    expect(known()).toEqual({ x: '100.127.0.2' });
    settle(planOf('x'), having('x', '100.127.0.2'));
    // Another network's apply, and one that only takes the egress link away, leave it remembered.
    settle(planOf('y'), []);
    settle(planOf('x'), having('x', '100.127.0.2').slice(0, 1));
    expect(known()).toEqual({ x: '100.127.0.2' });
    settle(planOf('x'), having('y', '100.127.0.3'));
    expect(known()).toEqual({});
  });

  test('are remembered of the one that comes, and no more of the other that goes with the same plan', () => {
    reserve(planOf('x'), having('x', '100.127.0.2'));
    settle(planOf('x', 'y'), having('y', '100.127.0.3'));
    expect(known()).toEqual({ y: '100.127.0.3' });
  });

  test('are never given to two networks, no matter which was planned first', () => {
    reserve(planOf('x'), having('x', '100.127.0.2'));
    expect(() => reserve(planOf('y'), having('y', '100.127.0.2'))).toThrow(
      'network y cannot have 100.127.0.2: network x has got it meanwhile; plan again',
    );
    expect(known()).toEqual({ x: '100.127.0.2' });
  });

  test('are on the disk for their owner only, and not taken for none where they cannot be read', () => {
    reserve(planOf('x'), having('x', '100.127.255.254'));
    const file = join(folder, 'egress-addresses.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe('{"x":"100.127.255.254"}\n');
    for (const text of ['', '{', '[1]', '{"x":"100.127.0.1"}', '{"x":"10.0.0.1"}', '{"x":7}', 'null']) {
      writeFileSync(file, text);
      expect(() => rememberedEgressAddresses(folder), text).toThrow(`${file}: it holds no egress addresses`);
    }
  });

  test('of any course of applies that die at any moment are different for all networks, and of those there', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      host: fc.integer({ min: 2, max: 5 }),
      stops: fc.boolean(),
      removes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        rmSync(join(folder, 'egress-addresses.json'), { force: true });
        const there = new Map<string, string>();
        for (const { id, host, stops, removes } of steps) {
          const egressAddress =
            there.get(id) ?? rememberedEgressAddresses(folder).get(id) ?? `100.127.0.${host}`;
          try {
            reserve(planOf(id), removes ? [] : having(id, egressAddress));
          } catch {
            continue;
          }
          if (removes) there.delete(id);
          else there.set(id, egressAddress);
          const now = [...there].flatMap(([network, held]) => having(network, held));
          if (!stops) settle(planOf(id), now);
          const held = Object.entries(known());
          expect(new Set(held.map(([, each]) => each)).size).toBe(held.length);
          for (const [network, each] of there) expect(known()[network]).toBe(each);
        }
        for (const id of ['a', 'b', 'c', 'd']) settle(planOf(id), []);
        expect(known()).toEqual({});
      }),
      { numRuns: 100 },
    );
  });
});
