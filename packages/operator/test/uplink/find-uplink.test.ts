import { type Candidate, defaultNodeConfig, parseInterfaceName } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import type { Found } from '../../src/uplink/find-uplink.js';
import { findUplink } from '../../src/uplink/find-uplink.js';
import { candidate, nic, nodeA } from '../fake/nic.js';
import { type FakeNode, fakeNode, portsOf } from '../fake/node.js';
import { left, right } from '../right.js';

/** A node that stands on `eth0`; what its segment and that of `eth1` offer, by their routers. */
function nodeOnEth0(offers: readonly (string | undefined)[], more: Partial<FakeNode> = {}): FakeNode {
  const nics = [nic('eth0', { master: right(parseInterfaceName('zos')) }), nic('eth1')];
  const [first, second] = nics.map((each, i): Candidate => candidate(each, offers[i]));
  if (first === undefined || second === undefined) throw new Error('no NIC');
  return fakeNode({ nics, candidates: [{ ...first, current: true }, second], ...more });
}

async function found(node: FakeNode, isConnected: boolean): Promise<Found> {
  const config = defaultNodeConfig();
  const connected = () => Promise.resolve(isConnected);
  return right(await findUplink(portsOf(node), nodeA, config, connected, () => {})());
}

const names = ({ uplink }: Found) => uplink.nics.map(({ name }) => name);

describe('a node that stands on a NIC', () => {
  test('keeps it as long as the Internet is there, though another would be taken now', async () => {
    const node = nodeOnEth0(['198.51.100.1', '192.168.1.1']);
    expect(names(await found(node, true))).toEqual(['eth0']);
    expect(names(await found(node, false))).toEqual(['eth1']);
  });

  test('keeps it where an apply broke off, since nobody can tell yet where it leads', async () => {
    const plan = { time: '2026-01-01T00:00:00.000Z', plan: 'p', owners: [{ id: '@node' }] };
    const node = nodeOnEth0([undefined, '192.168.1.1'], { history: [{ ...plan, kind: 'Intended' }] });
    expect(names(await found(node, false))).toEqual(['eth0']);
    node.history.push({ ...plan, kind: 'Applied' });
    expect(names(await found(node, false))).toEqual(['eth1']);
  });

  test('keeps it where none will do, with the doubt why', async () => {
    const { doubt, ...rest } = await found(nodeOnEth0([]), false);
    expect(names(rest)).toEqual(['eth0']);
    expect(doubt?.map(({ kind }) => kind)).toEqual(['no-uplink', 'no-uplink']);
  });
});

test('a node that stands on none fails for every NIC', async () => {
  const node = fakeNode({ nics: [nic('eth0')], candidates: [candidate(nic('eth0'))] });
  const ports = portsOf(node);
  const isConnected = () => Promise.resolve(true);
  expect(left(await findUplink(ports, nodeA, defaultNodeConfig(), isConnected, () => {})())).toMatchObject({
    kind: 'not-planned',
    errors: [{ kind: 'no-uplink' }],
  });
});
