import { defaultNodeConfig, parseInterfaceName, type VirtualLink } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { allowedUplink, currentNics, currentUplink } from '../../src/uplink/current-uplink.js';
import { nic, nodeA } from '../fake/nic.js';
import { left, right } from '../right.js';

const name = (text: string) => right(parseInterfaceName(text));
const link = (text: string, more: Partial<VirtualLink> = {}): VirtualLink => ({
  name: name(text),
  addresses: [],
  gateways: [],
  ...more,
});
const config = defaultNodeConfig();

/** `zos` on a VLAN on a bond of two NICs; a third one is nobody's. */
const stacked = {
  node: nodeA,
  nics: [nic('eth1', { master: name('bond0') }), nic('eth0', { master: name('bond0') }), nic('eth2')],
  links: [
    link('zos'),
    link('bond0'),
    link('vlan7', { master: name('zos'), link: name('bond0') }),
    link('eth2', { netns: name('ndmz'), master: name('zos') }),
  ],
};

describe('the uplink that a node has', () => {
  test('is found through a VLAN and a bond, and never in another namespace', () => {
    expect(currentNics(stacked).map((each) => each.name)).toEqual(['eth0', 'eth1']);
    expect(E.isRight(currentUplink(stacked, config))).toBe(true);
  });

  test('is none before the node has booted', () => {
    const bare = { node: nodeA, nics: [nic('eth0')], links: [] };
    expect(left(currentUplink(bare, config))).toEqual({ kind: 'not-booted', node: 'a' });
    expect(allowedUplink(bare, config)).toBeUndefined();
  });

  test.each([
    [
      'other NICs are wanted',
      { ...config, uplink: { ...config.uplink, interface: name('eth2') } },
      '$.uplink',
      ['eth2'],
    ],
    [
      'one of its NICs is to be left alone',
      { ...config, ignore: [name('eth1')] },
      '$.ignore',
      ['eth0', 'eth1'],
    ],
  ])('is refused where %s', (_, wanted, path, value) => {
    const current = ['eth0', 'eth1'];
    expect(left(currentUplink(stacked, wanted))).toEqual({
      kind: 'other-uplink',
      node: 'a',
      path,
      value,
      current,
    });
    expect(allowedUplink(stacked, wanted)).toBeUndefined();
  });
});
