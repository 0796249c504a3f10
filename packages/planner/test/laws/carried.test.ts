import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedNics,
  diff,
  type NodeWishes,
  type Operation,
  parseObserved,
  parsePlan,
  planTowards,
  stateAfter,
} from '../../src/index.js';
import { parseIpWords } from '../../src/scalar/ip-words.js';
import { nodeOwner } from '../../src/scalar/owner.js';
import {
  type ForeignObject,
  foreignText,
  type Kernel,
  nicNames,
  nodeWishes,
  observe,
  run,
  runAll,
  withForeign,
} from '../../src/testing/index.js';
import { right } from '../right.js';
import { nodePlan, observeMembers, started } from './node-world.js';

const addresses = fc.subarray(['192.168.1.10/24', '192.168.1.11/24', '10.7.0.1/16', '2001:db8:9::5/64']);
const metric = fc.constantFrom(0, 50);

/** What an operator has put on his NIC: addresses, and routes and rules over it as far as the addresses lead there. */
const furniture = fc.record({
  held: addresses,
  metric,
  table: fc.constantFrom(undefined, 100),
  rule: fc.boolean(),
});

type Furniture = typeof furniture extends fc.Arbitrary<infer F> ? F : never;

function furnished({ held, metric: at, table, rule }: Furniture): Kernel {
  const nics = nicNames.map((name, i): ForeignObject => {
    return { kind: 'Link', name, ...(i === 0 ? { addresses: held } : {}) };
  });
  const leads = (prefix: string) => held.some((each) => each.startsWith(prefix));
  const route = (destination: string, via: string, add = 0): ForeignObject => ({
    ...{ kind: 'Route', destination, device: 'eth0', via, metric: at + add },
    ...(table === undefined ? {} : { table }),
  });
  const main = { kind: 'Route', destination: '0.0.0.0/0', device: 'eth0', via: '192.168.1.1' } as const;
  const objects: readonly ForeignObject[] = [
    ...nics,
    ...(leads('192.168.1.') ? [main, route('10.9.0.0/16', '192.168.1.1')] : []),
    ...(leads('2001:') ? [route('::/0', 'fe80::1', 1024)] : []),
    { kind: 'Rule', family: 'ipv4', priority: 8, table: 100 },
    ...(rule ? [{ kind: 'Rule', family: 'ipv4', priority: 9, iif: 'eth0', table: 100 } as const] : []),
  ];
  // The NICs of a machine that has just started are there already.
  const bare = started();
  const host = bare.namespaces.get('');
  if (host === undefined) throw new Error('no host');
  const links = new Map([...host.links].filter(([name]) => !name.startsWith('eth')));
  const empty = { ...bare, namespaces: new Map(bare.namespaces).set('', { ...host, links }) };
  return objects.reduce(withForeign, empty);
}

/** Any wishes in which eth0 is a port itself, and not what a VLAN is on: that one is left as it is. */
const wished = nodeWishes().map(({ config, ...rest }): NodeWishes => {
  const { vlan: _, ...uplink } = config.uplink;
  return { ...rest, config: { ...config, uplink } };
});

function wentBack(
  start: Kernel,
  wishes: NodeWishes,
  operations: readonly Operation[],
  crash: number,
): Kernel {
  const stopped = runAll(start, operations.slice(0, crash % (operations.length + 1))).kernel;
  const target = observeMembers(start, wishes);
  const nics = changedNics(nodePlan(start, wishes).changes);
  const owners = [{ id: nodeOwner, removed: true as const }];
  const observed = observe(stopped, 'a', undefined, nics);
  const back = right(planTowards({ owners, target, observed }));
  const { kernel, error } = runAll(stopped, back.operations);
  expect(error).toBeUndefined();
  expect(diff(target.resources, observe(kernel, 'a', undefined, nics).resources)).toEqual([]);
  return kernel;
}

test('from wherever a plan stopped, the way back gives a NIC all that its owner had put there', () => {
  fc.assert(
    fc.property(furniture, wished, fc.nat(), (drawn, wishes, crash) => {
      const start = furnished(drawn);
      const plan = nodePlan(start, wishes);
      const kernel = wentBack(start, wishes, plan.operations, crash);
      expect(foreignText(kernel)).toBe(foreignText(start));
    }),
  );
});

test('after a plan nothing is left on a NIC that is a port, and there is no plan any more', () => {
  fc.assert(
    fc.property(furniture, wished, (drawn, wishes) => {
      const start = furnished(drawn);
      const plan = nodePlan(start, wishes);
      const { kernel, error } = runAll(start, plan.operations);
      expect(error).toBeUndefined();
      const observed = observeMembers(kernel, wishes);
      const onNics = observed.resources.filter((each) => each.kind === 'Carried' && each.device !== 'zos');
      expect(onNics).toEqual([]);
      expect(nodePlan(kernel, wishes).operations).toEqual([]);
      const expected = stateAfter(plan, observeMembers(start, wishes)).resources;
      expect(diff(expected, observed.resources)).toEqual([]);
      expect(right(parseObserved(JSON.parse(JSON.stringify(observed)))).resources).toEqual(
        observed.resources,
      );
      expect(right(parsePlan(JSON.parse(JSON.stringify(plan))))).toEqual(plan);
    }),
  );
});

test('what others put on a member of ours later is taken away again', () => {
  const [wishes] = fc.sample(wished, { numRuns: 1, seed: 7 });
  if (wishes === undefined) throw new Error('no wishes');
  const { kernel } = runAll(started(), nodePlan(started(), wishes).operations);
  const add: Operation = {
    ...{ kind: 'AddressAdd', owner: '@node', device: 'eth0', address: '10.66.0.1/24' },
    ...{ reason: '', change: 'Create' },
  };
  const drifted = right(run(kernel, add));
  expect(nodePlan(drifted, wishes).operations).toMatchObject([
    { kind: 'CarriedDelete', words: '10.66.0.1/24 dev eth0' },
  ]);
});

test('a NIC that is given an address and a gateway for good hands them on, and nobody is asked for an address', () => {
  const start = furnished({ held: ['192.168.1.10/24'], metric: 0, table: undefined, rule: true });
  const [wishes] = fc
    .sample(wished, { numRuns: 200, seed: 1 })
    .filter(({ config, uplink }) => config.uplink.addresses.length === 0 && uplink.nics.length === 1);
  if (wishes === undefined) throw new Error('no wishes');
  const { operations } = nodePlan(start, wishes);
  const steps = operations
    .filter((each) => 'device' in each && (each.device === 'eth0' || each.device === 'zos'))
    .concat(operations.filter(({ kind }) => kind === 'LinkSetMaster'))
    .map((each) => `${each.kind} ${'words' in each ? each.words : 'address' in each ? each.address : ''}`);
  expect(steps).toEqual(
    expect.arrayContaining([
      'AddressAdd 192.168.1.10/24',
      'CarriedAdd unicast 0.0.0.0/0 via 192.168.1.1 dev zos proto 3 table 254 metric 0',
      'CarriedAdd priority 9 from all iif zos lookup 100 protocol 0',
    ]),
  );
  expect(operations.some((each) => each.kind === 'DhcpClientStart' && each.device === 'zos')).toBe(false);
  const at = (kind: Operation['kind']) => operations.findIndex((each) => each.kind === kind);
  const joins = operations.findIndex((each) => each.kind === 'LinkSetMaster' && each.name === 'eth0');
  expect(at('CarriedDelete')).toBeGreaterThan(at('LinkAdd'));
  expect(operations.findLastIndex(({ kind }) => kind === 'CarriedDelete')).toBeLessThan(joins);
});

describe('words of ip(8) are read as strictly as any text that reaches a tool', () => {
  const sound = [
    ['address', '10.9.9.9 peer 10.9.9.1/32 dev eth0'],
    ['address', '2001:db8::5/64 dev eth0 noprefixroute preferred_lft 0'],
    ['route', 'unicast 10.55.0.0/16 via inet6 fe80::1 dev eth0 proto 3 table 254 scope 0'],
    ['route', 'unicast 0.0.0.0/0 proto 3 table 9 scope 0 nexthop via 192.0.2.1 dev eth0 weight 1 onlink'],
    ['rule', 'not priority 7 from all fwmark 0x1/0xff oif eth0 dport 80-90 lookup 9 protocol 0'],
    ['rule', 'priority 7 from 10.0.0.0/8 to 10.1.0.0/16 iif eth0 blackhole protocol 0'],
  ] as const;
  test.each(sound)('%s %s', (object, words) => {
    expect(parseIpWords(object, words)).toEqual({ _tag: 'Right', right: words });
  });

  const hostile = [
    ['address', ''],
    ['address', '-batch /etc/passwd'],
    ['address', '10.0.0.1/24 dev eth0; reboot'],
    ['address', '10.0.0.1/24 dev eth0\nlink delete zos'],
    ['address', '10.0.0.1/24 dev'],
    ['address', '10.0.0.1/24 dev -all'],
    ['route', 'blackhole 0.0.0.0/0'],
    ['route', 'unicast 0.0.0.0/0 via $(reboot) dev eth0'],
    ['route', 'unicast 0.0.0.0/0  dev eth0'],
    ['rule', 'priority 7 from all iif eth0 lookup 9 extra'],
    ['rule', 'flush'],
  ] as const;
  test.each(hostile)('%s %j is none', (object, words) => {
    expect(parseIpWords(object, words)).toMatchObject({ _tag: 'Left' });
  });
});
