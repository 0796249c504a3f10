import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import {
  type EgressAddresses,
  egressAddressesOf,
  explain,
  type Inventory,
  type NodePlanRequest,
  type NodeState,
  type NodeWishes,
  nodeOwner,
  parseEgressAddress,
  parseInventory,
  parsePlan,
  parsePublicConfig,
  parseTenantNetwork,
  plan,
  planNode,
  planTowards,
  type Resource,
  type TenantNetwork,
} from '../../src/index.js';
import { type Kernel, mesh, nodeWishes, observe, runAll } from '../../src/testing/index.js';
import { inventory, network, nodes, resource } from '../documents.js';
import { broughtTo, carriedOut, cleared, nodePlan, started } from '../laws/node-world.js';
import { right } from '../right.js';

const publicConfig = right(
  parsePublicConfig({
    schema: 'public-config/1',
    interface: 'eth1',
    ipv4: '203.0.113.9/24',
    gateway4: '203.0.113.1',
  }),
);

const [drawn] = fc.sample(
  nodeWishes().filter(
    ({ facts, uplink, config }) => facts.nics.length > uplink.nics.length && config.uplink.mtu === undefined,
  ),
  1,
);
if (drawn === undefined) throw new Error('no wishes');
const { publicConfig: _, ...hidden }: NodeWishes = drawn;

const grid = right(parseInventory(inventory(nodes.hidden('a', 2), nodes.dual('b', 3), nodes.hidden('c', 4))));

/** A network of all nodes, named and with ports of its own. */
function networkOf(id: string, n: number): TenantNetwork {
  const resources = ['a', 'b', 'c'].map((node, i) => ({
    ...resource(node, 10 * n + i),
    listenPort: 7000 + 10 * n,
  }));
  return right(parseTenantNetwork(network(resources, { id })));
}

const red = networkOf('red', 1);
const blue = networkOf('blue', 2);

function requestOf(wishes: NodeWishes, networks: readonly TenantNetwork[] = []): NodePlanRequest {
  return { ...wishes, networks, inventory: grid };
}

const isPublic = { ...hidden, publicConfig: { ...publicConfig, interface: freeNic(hidden) } };

function freeNic({ facts, uplink }: NodeWishes) {
  const used = uplink.nics.map(({ name }) => name);
  const nic = facts.nics.find(({ name }) => !used.includes(name));
  if (nic === undefined) throw new Error('no free NIC');
  return nic.name;
}

/** The WireGuard device of a network: where it was born, its key and its port. */
function deviceOf({ resources }: NodeState, id: string) {
  const of = (kind: Resource['kind']) =>
    resources.find(
      (each) => each.kind === kind && each.owner === id && JSON.stringify(each).includes(`w-${id}`),
    );
  const [link, key, port] = [of('Link'), of('WireGuardDevice'), of('ListenPort')];
  return {
    birth: link?.kind === 'Link' ? (link.birth ?? 'host') : undefined,
    key: key?.kind === 'WireGuardDevice' ? key.publicKey : undefined,
    port: port?.kind === 'ListenPort' ? port.port : undefined,
  };
}

function planOne(kernel: Kernel, one: TenantNetwork, egressAddresses?: EgressAddresses) {
  const request = { networks: [one], inventory: grid, node: 'a', observed: observe(kernel, 'a') };
  return plan(egressAddresses === undefined ? request : { ...request, egressAddresses });
}

describe('a network resource on a node with a network of its own', () => {
  const alone = broughtTo(started(), hidden);

  test('gets an egress address, an interface and default routes, and keeps them', () => {
    const first = carriedOut(alone, right(planOne(alone, red)));
    const { resources } = observe(first, 'a');
    const egressAddress = egressAddressesOf(resources).get('red');
    expect(egressAddress).toMatch(/^100\.127\./);
    expect(
      resources.filter((each) => 'device' in each && each.device === 'public' && each.netns === 'n-red'),
    ).toMatchObject([
      { kind: 'Address', address: `${egressAddress}/16` },
      { kind: 'Address', address: expect.stringMatching(/^fd00::[0-9a-f]+\/64$/) },
      { kind: 'LinkUp' },
      { kind: 'Route', destination: '0.0.0.0/0', via: '100.127.0.1' },
      { kind: 'Route', destination: '::/0', via: 'fe80::1' },
    ]);
    expect(right(planOne(first, red)).changes).toEqual([]);
    const both = carriedOut(first, right(planOne(first, blue)));
    expect(new Set(egressAddressesOf(observe(both, 'a').resources).values()).size).toBe(2);
    expect(right(planOne(both, red)).changes).toEqual([]);
  });

  test('gets what it is remembered to have, unless another has it', () => {
    const remembered = right(parseEgressAddress('100.127.9.9'));
    const egressAddresses: EgressAddresses = new Map([['red', remembered]]);
    const first = carriedOut(alone, right(planOne(alone, red, egressAddresses)));
    expect(egressAddressesOf(observe(first, 'a').resources).get('red')).toBe(remembered);
    const second = carriedOut(first, right(planOne(first, blue, new Map([['blue', remembered]]))));
    expect(egressAddressesOf(observe(second, 'a').resources).get('blue')).not.toBe(remembered);
  });

  test('gives its egress address back when it goes', () => {
    const first = carriedOut(alone, right(planOne(alone, red)));
    const gone = cleared(first, 'a', ['red']);
    expect(egressAddressesOf(observe(gone, 'a').resources).size).toBe(0);
  });

  test('is refused where no egress address is left', () => {
    const egressAddresses: EgressAddresses = new Map(
      Array.from({ length: 65_533 }, (_each, i) => [
        `n${i}`,
        right(parseEgressAddress(`100.127.${(i + 2) >> 8}.${(i + 2) & 255}`)),
      ]),
    );
    const refused = planOne(alone, red, egressAddresses);
    expect(E.isLeft(refused) ? refused.left : []).toMatchObject([
      { kind: 'egress-addresses-exhausted', network: 'red', path: '$.egressAddresses' },
    ]);
  });

  test('has nothing of all that on a node without one', () => {
    const text = JSON.stringify(right(planOne(started(), red)));
    expect(text).not.toMatch(/br-ndmz|100\.127|"name":"public"|prerouting/);
  });

  test('its plan survives being written down and read again', () => {
    const made = right(planOne(alone, red));
    expect(right(parsePlan(JSON.parse(JSON.stringify(made))))).toEqual(made);
  });
});

describe('a public configuration', () => {
  const both = [red, blue];

  test('that is set and taken away moves the sockets there and back: the same key, the same port, one plan', () => {
    const before = broughtTo(started(), requestOf(hidden, both));
    const set = nodePlan(before, requestOf(isPublic, both));
    expect(set.owners.map(({ id }) => id)).toEqual([nodeOwner, 'blue', 'red']);
    expect(right(parsePlan(JSON.parse(JSON.stringify(set))))).toEqual(set);
    const after = carriedOut(before, set);
    const back = broughtTo(after, requestOf(hidden, both));
    for (const id of ['red', 'blue']) {
      const [was, is, isAgain] = [before, after, back].map((kernel) => deviceOf(observe(kernel, 'a'), id));
      expect(was?.birth).toBe('host');
      expect(is).toEqual({ ...was, birth: 'public' });
      expect(isAgain).toEqual(was);
    }
    expect(observe(back, 'a')).toEqual(observe(before, 'a'));
  });

  test('that changes only its addresses leaves the sockets alone', () => {
    const [address] = right(
      parsePublicConfig({
        schema: 'public-config/1',
        interface: 'eth1',
        ipv4: '203.0.113.10/24',
        gateway4: '203.0.113.1',
      }),
    ).ipv4;
    if (address === undefined) throw new Error('no address');
    const before = broughtTo(started(), requestOf(isPublic, both));
    const moved = { ...isPublic, publicConfig: { ...isPublic.publicConfig, ipv4: [address] } };
    const { operations } = nodePlan(before, requestOf(moved, both));
    expect(operations.map(({ kind, owner }) => `${owner} ${kind}`)).toEqual([
      '@node AddressAdd',
      '@node AddressDelete',
    ]);
  });

  test('is not taken away while the sockets of other networks live there', () => {
    const there = broughtTo(started(), requestOf(isPublic, both));
    const observed = observe(there, 'a');
    const refused = planNode({ ...requestOf(hidden, [red]), observed });
    expect(E.isLeft(refused) ? refused.left.map(explain) : []).toEqual([
      'public is still used by blue; plan the node together with these networks, or remove them from the node first.',
    ]);
    expect(E.isRight(planNode({ ...requestOf(hidden, both), observed }))).toBe(true);
  });

  test('nothing of the node is taken away while networks stand on it', () => {
    const there = broughtTo(started(), requestOf(isPublic, both));
    const observed = observe(there, 'a');
    const refused = planTowards({
      owners: [{ id: nodeOwner, removed: true }],
      target: { ...observed, resources: [] },
      observed,
    });
    expect(E.isLeft(refused) ? refused.left : []).toMatchObject([
      { kind: 'still-in-use', value: 'public', networks: ['blue', 'red'] },
      { kind: 'still-in-use', value: 'br-ndmz', networks: ['blue', 'red'] },
    ]);
    const gone = cleared(there, 'a', ['red', 'blue']);
    expect(gone.namespaces).toEqual(started().namespaces);
  });

  test('of another node is refused, and so is one that the node cannot have', () => {
    const taken = { ...isPublic.publicConfig, interface: 'eth9' as never };
    const refused = planNode({ ...requestOf({ ...isPublic, publicConfig: taken }), node: 'z' });
    expect(E.isLeft(refused) ? refused.left.map(({ kind, path }) => `${kind} ${path}`) : []).toEqual([
      'unknown-node $.node',
      'unknown-interface $.interface',
    ]);
  });
});

/** Any network, and any node of it, with any network of its own; twice, for going from one to the other. */
const worlds = mesh({ maxNodes: 5 })
  .filter(({ inventory: { nodes: all } }) => all.length > 0)
  .chain(({ network: tenants, inventory: nodesOfGrid }) =>
    fc.constantFrom(...nodesOfGrid.nodes.map(({ id }) => id)).chain((node) =>
      fc.tuple(nodeWishes(node), nodeWishes(node)).map((pair) => ({
        requests: pair.map((wishes) => ({ ...wishes, networks: [tenants], inventory: nodesOfGrid })),
      })),
    ),
  );

/** Not every network has paths when one of its nodes becomes public or hidden. */
function isPossible(request: NodePlanRequest): boolean {
  return E.isRight(planNode(request));
}

test('a node and a network, planned as one: any follows any other, also after a crash, and then there is no plan', () => {
  fc.assert(
    fc.property(worlds, fc.nat(), ({ requests }, crash) => {
      fc.pre(requests.every(isPossible));
      let kernel = started();
      for (const request of requests) {
        const { operations } = nodePlan(kernel, request);
        const stopped = runAll(kernel, operations.slice(0, crash % (operations.length + 1))).kernel;
        kernel = broughtTo(stopped, request);
        expect(nodePlan(kernel, request).changes).toEqual([]);
        expectAlone(kernel, request);
      }
    }),
  );
});

/** The network planned by itself finds all as it was planned with the node. */
function expectAlone(
  kernel: Kernel,
  { node, networks = [], inventory: given, publicConfig: set }: NodePlanRequest,
) {
  if (given === undefined) throw new Error('no inventory');
  const nodesThen = given.nodes.map(({ publicConfig: _before, ...entry }) =>
    entry.id === node && set !== undefined ? { ...entry, publicConfig: set } : entry,
  );
  const others = given.nodes.map((entry, i) => (entry.id === node ? (nodesThen[i] ?? entry) : entry));
  const then: Inventory = { ...given, nodes: others };
  const found = plan({ networks, inventory: then, node, observed: observe(kernel, node) });
  expect(right(found).changes).toEqual([]);
}
