import { furnishing } from '@networkd/lab/furniture/furniture';
import type { NodeState, Resource } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { whyNotRun } from '../../../../test/shell/run.js';
import { lookOnly } from './stage.js';
import { device, hold, marked } from './words.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing foreign is put on a real kernel: ${why}`);

/** Everything that others can put on a node, beside and into what is ours. */
const crowd = `ip netns add public
ip netns add other
${marked('x')}
${marked('y')}
ip netns add n-taken
ip -n n-taken link add name br2 type bridge
touch /run/netns/n-emptyMount
ip link add name br0 type bridge
ip link set dev br0 alias 'it'"'"'s "mine" \\ networkd:x'
ip link add name b-z type bridge
ip link add name "a'b" type bridge
ip link add name "$(printf 'c\\001d')" type bridge
ip -n public link add name br1 type bridge
ip -n n-x link add name br3 type bridge
ip -n n-x address add 10.1.2.1/24 dev n-x
ip -n n-x route add 10.8.0.0/16 dev n-x
ip -n n-x route add 10.9.0.0/16 dev n-x proto 110 table 9
ip -n n-x rule add priority 7 table 9
ip -n n-x -6 rule add priority 8 table 9
ip netns exec n-x nft 'add table inet others; add table ip networkd'
nft 'add table inet networkd { comment "0"; }'
${device('wg0', 'wg0.log')}
wg set wg0 listen-port 51820
${hold(53)}
${hold(5353, 'public')}
${hold(67, 'n-x')}`;

const settings = (network: string) => ({ owner: network, netns: `n-${network}` });
const links = (network: string): readonly Resource[] => [
  {
    kind: 'Link',
    owner: network,
    name: `b-${network}`,
    type: 'bridge',
    mtu: 1500,
    alias: `networkd:${network}`,
    disableIpv6: false,
  },
  {
    kind: 'Link',
    ...settings(network),
    name: `n-${network}`,
    type: 'macvlan',
    link: `b-${network}`,
    mtu: 1500,
    alias: `networkd:${network}`,
    disableIpv6: false,
  },
];

const ofX: readonly Resource[] = [
  { kind: 'Netns', owner: 'x', name: 'n-x' },
  ...links('x'),
  { kind: 'Address', ...settings('x'), device: 'n-x', address: '10.1.2.1/24' },
  { kind: 'LinkUp', owner: 'x', device: 'b-x' },
  { kind: 'LinkUp', ...settings('x'), device: 'n-x' },
];

/** What a namespace has of its own is in other tests. */
function withoutParameters({ resources }: NodeState): readonly Resource[] {
  return resources.filter(({ kind }) => kind !== 'Sysctl');
}

describe.skipIf(why !== undefined)('what others have on the node', () => {
  test('is told and never taken for ours, and another network of ours is one of them', async () => {
    const { state } = await lookOnly(crowd, { networks: ['x', 'taken', 'emptyMount', 'absent'] });
    expect(withoutParameters(state)).toEqual(ofX);
    expect(state.foreign).toEqual({
      listenPorts: [
        { port: 53 },
        { port: 51820 },
        { netns: 'public', port: 5353 },
        { netns: 'n-x', port: 67 },
      ],
      links: [
        { name: 'b-y' },
        { name: 'br0' },
        { name: 'b-z' },
        { name: 'wg0' },
        { netns: 'public', name: 'br1' },
        { netns: 'n-taken', name: 'br2' },
        { netns: 'n-x', name: 'br3' },
      ],
      netns: ['n-emptyMount', 'n-taken'],
    });
  });

  test('is so beside all that others have on a machine in use', async () => {
    const { state } = await lookOnly(`${furnishing()}\n${crowd}`, {
      networks: ['x', 'taken', 'emptyMount', 'absent'],
    });
    expect(withoutParameters(state)).toEqual(ofX);
    expect(state.foreign?.netns).toEqual(['n-emptyMount', 'n-taken']);
    const names = ['b-y', 'br0', 'b-z', 'b-lan', 'docker0', 'enf1', 'virbr0', 'wg0'];
    expect(state.foreign?.links).toEqual(expect.arrayContaining(names.map((name) => ({ name }))));
  });

  test('is the same where all networks of ours are asked for, except for those', async () => {
    const { state } = await lookOnly(crowd);
    expect(withoutParameters(state).filter(({ kind }) => kind === 'Link')).toEqual(
      ['x', 'y'].flatMap(links).toSorted((a, b) => Number('netns' in a) - Number('netns' in b)),
    );
    expect(state.foreign?.links).not.toContainEqual({ name: 'b-y' });
    expect(state.foreign?.links).toContainEqual({ name: 'b-z' });
  });

  test('is nothing on a machine just booted, and no folder of namespaces is no error', async () => {
    const { state, commands } = await lookOnly('rm -r /run/netns');
    expect(state).toEqual({ schema: 'observed/2', node: 'a', resources: [] });
    expect(commands).toEqual(['ip -N -json -details -batch -', 'nft --stateless --terse list ruleset inet']);
  });

  test.each([
    ['a link', 'ip -n n-x link add name br0 type bridge'],
    ['a rule', 'ip -n n-x rule add priority 7 table 9'],
    ['an IPv6 rule', 'ip -n n-x -6 rule add priority 7 table 9'],
    ['a socket', hold(67, 'n-x')],
  ])('makes a namespace with one of our names theirs by %s in it', async (_, line) => {
    const { state } = await lookOnly(`ip netns add n-x\nip -n n-x link set dev lo up\n${line}`);
    expect(state.resources).toEqual([]);
    expect(state.foreign?.netns).toEqual(['n-x']);
  });
});
