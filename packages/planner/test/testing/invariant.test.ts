import { expect, test } from 'vitest';
import {
  connect,
  desired,
  type NodeState,
  parseInventory,
  parseTenantNetwork,
  type Resource,
  type Topology,
} from '../../src/index.js';
import { parseAddress } from '../../src/scalar/address.js';
import {
  checkAccessPointEndpoints,
  checkAggregatorsStable,
  checkAllowedIPsDisjoint,
  checkAllowedIPsNotOwn,
  checkEndpointsDialable,
  checkHiddenNeverDialled,
  checkKeepalive,
  checkListenPortsStable,
  checkListenPortsUnique,
  checkMesh,
  checkNamesSound,
  checkNoLoop,
  checkPairsReachable,
  checkPeeringFamily,
  checkPeeringSymmetric,
  checkSubnetsDisjoint,
} from '../../src/testing/index.js';
import { inventory, key, network, nodes, resource } from '../documents.js';
import { right } from '../right.js';

const over = right(
  parseInventory(
    inventory(nodes.dual('a', 10), nodes.ipv4('b', 11), nodes.hidden('h', 12), nodes.hidden('k', 13)),
  ),
);
const of = right(
  parseTenantNetwork(
    network([resource('a', 2), resource('b', 3), resource('h', 4), resource('k', 5)], {
      aggregators: ['a'],
      accessPoints: [{ name: 'laptop', node: 'b', subnet: '10.1.254.0/24', publicKey: key(254) }],
    }),
  ),
);
const sound = right(connect(of, over));
const address = (text: string) => right(parseAddress(text));
const states = sound.vertices.map(({ node }) => desired(sound, node.id));

/** The states, with every resource of one node changed as told; `undefined` takes it away. */
function broken(node: string, change: (resource: Resource) => Resource | undefined): readonly NodeState[] {
  return states.map((state) =>
    state.node === node
      ? { ...state, resources: state.resources.flatMap((each) => change(each) ?? []) }
      : state,
  );
}

/** The topology with something else in the place of a vertex. */
function replaced(node: string, change: (vertex: Topology['vertices'][number]) => object): Topology {
  const vertices = sound.vertices.map((each) =>
    each.node.id === node ? { ...each, ...change(each) } : each,
  );
  return { ...sound, vertices, vertexByNode: new Map(vertices.map((each) => [each.node.id, each])) };
}

test('a sound mesh breaks no invariant', () => {
  expect(checkMesh(sound)).toEqual([]);
});

test('AllowedIPs that overlap are named with both prefixes', () => {
  const overlapping = broken('a', (each) =>
    each.kind === 'Peer' && each.publicKey === key(3)
      ? { ...each, allowedIPs: [...each.allowedIPs, '10.1.4.0/25'] }
      : each,
  );
  expect(checkAllowedIPsDisjoint(overlapping)).toMatchObject([
    { nodes: ['a'], prefixes: ['10.1.4.0/25', '10.1.4.0/24'] },
  ]);
});

test('a node that sends its own subnet away is named', () => {
  const giving = broken('h', (each) =>
    each.kind === 'Peer' ? { ...each, allowedIPs: ['10.1.4.0/24'] } : each,
  );
  expect(checkAllowedIPsNotOwn(giving)[0]).toMatchObject({ nodes: ['h'], prefixes: ['10.1.4.0/24'] });
});

test('a peering that only one side has, or that neither can dial, is named', () => {
  const oneSided = broken('h', (each) =>
    each.kind === 'Peer' && each.publicKey === key(2) ? undefined : each,
  );
  expect(checkPeeringSymmetric(oneSided)).toMatchObject([{ nodes: ['a', 'h'] }]);
  const mute = broken('h', (each) => {
    if (each.kind !== 'Peer' || each.publicKey !== key(2)) return each;
    const { endpoint: _, ...rest } = each;
    return rest;
  });
  expect(checkPeeringSymmetric(mute)).toMatchObject([{ nodes: ['a', 'h'] }]);
});

test('a loop is named with those who go round in it, also for destinations that nobody has', () => {
  const looping = states.map((state) => ({
    ...state,
    resources: state.resources.map((each) => {
      const next = { a: key(3), b: key(2) }[state.node];
      return each.kind === 'Peer' && each.publicKey === next
        ? { ...each, allowedIPs: ['10.1.77.0/24'] }
        : each;
    }),
  }));
  expect(checkNoLoop(looping)).toMatchObject([{ nodes: ['a', 'b'], prefixes: ['10.1.77.0'] }]);
});

test('a pair without a path is named', () => {
  const cut = { ...sound, aggregators: [] };
  const pairs = checkPairsReachable(cut).map(({ nodes: [from, to] }) => `${from} ${to}`);
  expect(new Set(pairs)).toEqual(new Set(['h k', 'k h']));
});

test('a path back that is not the path there is caught by the source check', () => {
  const behind = ['10.1.5.0/24', '100.64.1.5/32'];
  const detour = broken('h', (each) => {
    if (each.kind !== 'Peer') return each;
    const others = each.allowedIPs.filter((text) => !behind.includes(text));
    return { ...each, allowedIPs: each.publicKey === key(3) ? [...others, ...behind] : others };
  });
  const refused = checkPairsReachable(sound, detour).filter(({ message }) =>
    message.includes('source-refused'),
  );
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(({ nodes }) => nodes.join(' ')))).toEqual(new Set(['h k', 'k h']));
});

test('a node that the path needs and that does not forward is named', () => {
  const closed = broken('a', (each) => (each.kind === 'NftTable' ? { ...each, ruleset: '' } : each));
  const unset = broken('a', (each) => (each.kind === 'Sysctl' ? { ...each, value: '0' } : each));
  for (const given of [closed, unset]) {
    expect(checkPairsReachable(sound, given)[0]?.message).toContain('not-forwarding after h > a');
  }
});

test("an endpoint that is private, not the node's or in no family of the dialler is named", () => {
  const at = (text: string) => checkEndpointsDialable(replaced('b', () => ({ address4: address(text) })));
  expect(at('192.168.1.11')[0]).toMatchObject({ nodes: ['a', 'b'], prefixes: ['192.168.1.11:7003'] });
  expect(at('185.69.166.99')[0]?.message).toContain('cannot be dialled');
  const elsewhere = replaced('b', ({ resource }) => ({ resource: { ...resource, listenPort: 7 } }));
  const { vertexByNode } = elsewhere;
  expect(checkEndpointsDialable({ ...sound, vertexByNode })[0]?.message).toContain('does not listen');
  const six = replaced('h', ({ egress }) => ({ egress: egress | 2 }));
  expect(checkEndpointsDialable(six)[0]?.message).toContain('does not reach the Internet');
});

test('a peering in the wrong family, or that should not be, is named', () => {
  const six = {
    ...sound,
    network: { ...sound.network, policy: { ...sound.network.policy, preferFamily: 'ipv6' as const } },
  };
  expect(checkPeeringFamily(six)).toEqual([]);
  const reached = replaced('h', () => ({ dialable: 1, address4: address('192.168.1.12') }));
  expect(checkPeeringFamily(reached).map(({ nodes: pair }) => pair.join(' '))).toContain('h k');
  const deaf = replaced('b', () => ({ dialable: 0 }));
  expect(checkPeeringFamily(deaf).map(({ nodes: pair }) => pair.join(' '))).toContain('a b');
});

test('a hidden node that is dialled is named', () => {
  const dialled = replaced('h', () => ({ dialable: 1, address4: address('192.168.1.12') }));
  expect(checkHiddenNeverDialled(dialled)[0]).toMatchObject({
    nodes: ['a', 'h'],
    prefixes: ['192.168.1.12:7004'],
  });
});

test('a hidden node that does not keep its way open is named', () => {
  const eager = replaced('h', () => ({ dialable: 1, address4: address('192.168.1.12') }));
  const silent = {
    ...sound,
    network: { ...sound.network, policy: { keepalive: { mode: 'dialler' as const, seconds: 20 as never } } },
  };
  expect(checkKeepalive(silent)).toEqual([]);
  const forgetful: Topology = {
    ...eager,
    vertices: eager.vertices.map((each) => ({
      ...each,
      address4: each.node.id === 'h' ? undefined : each.address4,
    })),
  };
  expect(checkKeepalive(forgetful)[0]).toMatchObject({ nodes: ['h', 'a'] });
});

test('an access point that would dial into its own tunnel is named with the prefix', () => {
  const wide = {
    ...sound.network,
    range: { kind: 'ipv4' as const, words: [0], length: 0, text: '0.0.0.0/0' },
  };
  expect(checkAccessPointEndpoints({ ...sound, network: wide })).toMatchObject([{ nodes: ['laptop', 'b'] }]);
  const moved = replaced('b', (vertex) => ({ node: { ...vertex.node, hidden: true } }));
  expect(checkAccessPointEndpoints(moved)).toMatchObject([{ nodes: ['laptop', 'b'], prefixes: [] }]);
});

test('two devices of a node on one port are named', () => {
  const twice = states.map((state) => {
    const others = state.resources.flatMap((each) =>
      each.kind === 'ListenPort' && state.node === 'a' ? [{ ...each, device: 'w-other' }] : [],
    );
    return { ...state, resources: [...state.resources, ...others] };
  });
  expect(checkListenPortsUnique(twice)).toMatchObject([{ nodes: ['a'] }]);
});

test('a port or an aggregator that changes by itself between versions is named', () => {
  const moved = replaced('a', ({ resource: own }) => ({ resource: { ...own, listenPort: 9 } }));
  expect(checkListenPortsStable(sound, moved)).toEqual([]);
  const drawnAnew = { ...sound, vertexByNode: moved.vertexByNode };
  expect(checkListenPortsStable(sound, drawnAnew)).toMatchObject([{ nodes: ['a'] }]);
  const unnamed = { ...sound, aggregators: [] };
  expect(checkAggregatorsStable(sound, unnamed)).toMatchObject([{ nodes: ['a'] }]);
});

test('subnets that overlap or are outside the range are named', () => {
  const resources = sound.network.resources.map((each) => ({
    ...each,
    subnet: sound.network.resources[0]?.subnet ?? each.subnet,
  }));
  const [first] = checkSubnetsDisjoint({ ...sound, network: { ...sound.network, resources } });
  expect(first).toMatchObject({ nodes: ['a', 'b'], prefixes: ['10.1.2.0/24', '10.1.2.0/24'] });
  const elsewhere = {
    ...sound.network,
    range: { kind: 'ipv4' as const, words: [0x0a02_0000], length: 16, text: '10.2.0.0/16' },
  };
  expect(checkSubnetsDisjoint({ ...sound, network: elsewhere })[0]).toMatchObject({
    nodes: ['a'],
    prefixes: ['10.1.2.0/24'],
  });
});

test('a name that is too long or taken twice is named', () => {
  const long = broken('a', (each) =>
    each.kind === 'Link' ? { ...each, name: `${each.name}-0123456789abc` } : each,
  );
  expect(checkNamesSound(long)).toHaveLength(3);
  const same = broken('a', (each) =>
    each.kind === 'Link' ? { ...each, name: 'w-tn', netns: 'n-tn' } : each,
  );
  expect(checkNamesSound(same)).toHaveLength(2);
});
