import { fc, test } from '@fast-check/vitest';
import {
  defaultNodeConfig,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
  type Resource,
} from '@networkd/planner';
import { nodeWishes } from '@networkd/planner/testing';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect } from 'vitest';
import { boot } from '../../src/boot/boot.js';
import type { BootEvent } from '../../src/boot/boot-event.js';
import { drift, isAsLeft } from '../../src/drift/drift.js';
import { candidate, nic, nodeA } from '../fake/nic.js';
import { type FakeNode, fakeNode, portsOf } from '../fake/node.js';
import { left, right } from '../right.js';

const zos = {
  name: right(parseInterfaceName('zos')),
  addresses: [right(parseInterfaceAddress('192.168.1.10/24'))],
  gateways: [right(parseAddress('192.168.1.1'))],
};

/** A node with a NIC in the segment of a home router, and one without a cable. */
function atHome(more: Partial<FakeNode> = {}): FakeNode {
  const nics = [nic('eth0'), nic('eth1', { carrier: false })];
  const candidates = [candidate(nic('eth0'), '192.168.1.1'), candidate(nic('eth1', { carrier: false }))];
  return fakeNode({ nics, candidates, links: [zos], ...more });
}

function bootingOf(more: Partial<Parameters<typeof boot>[1]> = {}) {
  const events: BootEvent[] = [];
  const tell = { boot: (event: BootEvent) => void events.push(event), execution: () => {} };
  return { events, node: nodeA, config: defaultNodeConfig(), wait: 30, tell, ...more };
}

describe('a boot', () => {
  test('finds the uplink, settles, proves the Internet; to boot again changes nothing, and nothing drifts', async () => {
    const node = atHome();
    const booting = bootingOf();
    const { receipt } = right(await boot(portsOf(node), booting)());
    expect(receipt).toMatchObject({ node: 'a', applied: true });
    expect(booting.events).toMatchObject([
      { kind: 'Surveyed', nics: ['eth0', 'eth1'] },
      { kind: 'Chosen', nics: ['eth0'], rule: 'private-gateway', gateway: '192.168.1.1' },
      { kind: 'Waiting', seconds: 30 },
      { kind: 'Reached' },
      { kind: 'TenantsReached' },
    ]);
    node.candidates = node.candidates.map((each, i) => (i === 0 ? { ...each, current: true } : each));
    expect(right(await boot(portsOf(node), bootingOf())()).receipt).toMatchObject({ applied: false });
    expect(isAsLeft(right(await drift(portsOf(node).executor, { node: 'a' })()))).toBe(true);
  });

  test('is refused where somebody owns a NIC of it', async () => {
    const owners = [{ nic: 'eth0', who: 'dhclient', remedy: 'kill it' }];
    const node = atHome({ owners });
    expect(left(await boot(portsOf(node), bootingOf())())).toEqual({ kind: 'nic-owned', owners });
    expect(node.state.resources).toEqual([]);
  });

  test('carries out what is approved, and gives the error of who does not', async () => {
    const node = atHome();
    const refused = boot<'no'>(portsOf(node), bootingOf(), () => TE.left('no'));
    expect(await refused()).toEqual(E.left('no'));
    expect(node.state.resources).toEqual([]);
  });

  test('that an apply was killed in with addresses of a NIC in hand first takes that back', async () => {
    const node = atHome();
    const ports = portsOf(node);
    right(await boot(ports, bootingOf())());
    const [applied] = node.applied;
    const carried: Resource = {
      kind: 'Carried',
      owner: '@node',
      device: 'eth0',
      object: 'address',
      family: 'ipv4',
      words: '192.168.1.9/24',
      place: 0,
    };
    if (applied === undefined) throw new Error('nothing was applied');
    const before = { ...applied.before, state: { ...applied.before.state, resources: [carried] } };
    node.applied = [{ ...applied, before }];
    node.history = node.history.slice(0, 1);
    const undone: (string | undefined)[] = [];
    const apply: typeof ports.executor.apply = (plan, tell, options) => {
      undone.push(options?.undoes);
      return ports.executor.apply(plan, tell, options);
    };
    await boot({ ...ports, executor: { ...ports.executor, apply } }, bootingOf())();
    expect(undone[0]).toBe(applied.plan);
  });
});

test.prop([nodeWishes(), fc.boolean()], { numRuns: 100 })(
  'without Internet leaves any node as it was',
  async (wishes, isHostThere) => {
    const { config, publicConfig, facts } = wishes;
    const node = fakeNode({
      nics: facts.nics,
      links: facts.links,
      candidates: facts.nics.map((each) => candidate(each, '192.168.1.1')),
      answers: (_, origin) => isHostThere && origin === 'uplink',
    });
    const own = publicConfig === undefined ? {} : { publicConfig };
    const error = left(await boot(portsOf(node), bootingOf({ config, ...own }))());
    const kind = isHostThere ? 'no-tenant-internet' : 'no-internet';
    expect(error).toMatchObject({ kind, aftermath: { kind: 'RolledBack' } });
    expect(node.state.resources).toEqual([]);
  },
);
