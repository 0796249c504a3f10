import { describe, expect, test } from 'vitest';
import { explain, type Operation } from '../../src/index.js';
import { oneOfEach } from '../operations.js';
import { errorsOf, resealed, said, sample, withOperations } from '../plan/read-plan.js';

/** An operation of the kind, with parts of it said otherwise; `undefined` leaves a field out. */
function altered(kind: Operation['kind'], part: object): Operation {
  return { ...oneOfEach.find((each) => each.kind === kind), ...part } as Operation;
}

const forward = { key: 'net.ipv4.ip_forward' };
const hostile = 'net.ipv6.conf.eth0.disable_ipv6';
const eth0 = '  chain c {\n    iifname "eth0" accept\n  }';

describe('an operation that reaches beyond its network is refused', () => {
  const cases: readonly (readonly [string, Operation, string])[] = [
    ['a network that is not named', altered('NetnsAdd', { owner: 'other', name: 'n-other' }), 'owner'],
    ["another network's namespace", altered('NetnsDelete', { name: 'n-other' }), 'name'],
    ['the public namespace', altered('NetnsDelete', { name: 'public' }), 'name'],
    ['an uplink made', altered('LinkAdd', { name: 'eth0' }), 'name'],
    ['a macvlan on an uplink', altered('LinkAdd', { link: 'eth0' }), 'link'],
    ["another network's mark", altered('LinkAdd', { alias: 'networkd:other' }), 'alias'],
    ['an uplink set', altered('LinkSet', { netns: undefined, name: 'eth0' }), 'name'],
    ['no mark', altered('LinkSet', { alias: '' }), 'alias'],
    ["the host's loopback", altered('LinkSet', { netns: undefined, name: 'lo' }), 'name'],
    ['an uplink moved', altered('LinkMove', { netns: undefined, name: 'eth0' }), 'name'],
    ['a link moved elsewhere', altered('LinkMove', { to: 'n-other' }), 'to'],
    ['an uplink deleted', altered('LinkDelete', { netns: undefined, name: 'eth0' }), 'name'],
    ['a link of others', altered('LinkDelete', { netns: 'n-other' }), 'netns'],
    ['an address of an uplink', altered('AddressDelete', { netns: 'public', device: 'eth1' }), 'device'],
    ['an address of the public loopback', altered('AddressAdd', { netns: 'public', device: 'lo' }), 'device'],
    ["a route in the host's namespace", altered('RouteReplace', { netns: undefined }), 'netns'],
    ['a route in the public namespace', altered('RouteDelete', { netns: 'public' }), 'netns'],
    ['a route over an uplink', altered('RouteReplace', { device: 'eth0' }), 'device'],
    ["a rule in the host's namespace", altered('RuleAdd', { netns: undefined }), 'netns'],
    ["the host's forwarding", altered('SysctlSet', { netns: undefined, ...forward }), 'key'],
    ["the public namespace's forwarding", altered('SysctlSet', { netns: 'public', ...forward }), 'key'],
    ["an uplink's IPv6", altered('SysctlSet', { netns: undefined, key: hostile }), 'key'],
    ["another network's parameters", altered('SysctlSet', { netns: 'n-other' }), 'netns'],
    ["another network's device", altered('WireGuardSetDevice', { device: 'w-other' }), 'device'],
    ["another network's secret", altered('WireGuardSetDevice', { secret: 'n-other' }), 'secret'],
    ["another network's peer", altered('WireGuardSetPeer', { device: 'w-other' }), 'device'],
    ['a peer of a foreign device', altered('WireGuardRemovePeer', { device: 'wg0' }), 'device'],
    ["a table in the host's namespace", altered('NftCreateTable', { netns: undefined }), 'netns'],
    ['a table of others', altered('NftDeleteTable', { name: 'filter' }), 'name'],
    ['rules about an uplink', altered('NftCreateTable', { ruleset: eth0 }), 'ruleset'],
  ];

  test.each(cases)('%s', (_, operation, field) => {
    expect(said(withOperations([operation]))).toContain(`out-of-territory $.operations[0].${field}`);
  });

  test('changes of a network that is not named, and a network named twice', () => {
    const [network] = sample.owners;
    expect(said({ ...sample, owners: [] })).toContain('out-of-territory $.changes[0].after.owner');
    expect(said(resealed({ ...sample, owners: [...sample.owners, ...sample.owners] }))).toEqual([
      'duplicate-network $.owners[1].id',
    ]);
    expect(network).toEqual({ id: 'tn', version: 1 });
  });

  test('an object that becomes one of another kind', () => {
    const before = { kind: 'Netns', owner: 'tn', name: 'n-tn' } as const;
    const after = {
      kind: 'LinkMaster',
      owner: 'tn',
      device: 'w-tn',
      master: 'b-tn',
      type: 'bridge',
    } as const;
    const changes = [{ kind: 'Update', before, after, reason: '' } as const];
    expect(said({ ...sample, changes })).toContain('out-of-territory $.changes[0].after');
  });

  test('the error says whose names it may have', () => {
    const [error] = errorsOf(withOperations([altered('LinkDelete', { name: 'eth0' })]));
    expect(error === undefined ? '' : explain(error)).toBe(
      'eth0 is not b-tn or n-tn or w-tn or public; do not apply this file; plan again.',
    );
  });

  test('it is told even where other fields cannot be read', () => {
    const operations = [altered('LinkDelete', { name: 'eth0' }), altered('LinkDelete', { name: 'a b' })];
    expect(said(withOperations(operations))).toEqual([
      'bad-name $.operations[1].name',
      'out-of-territory $.operations[0].name',
    ]);
  });
});
