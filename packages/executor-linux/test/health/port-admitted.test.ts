import { parseObserved, type Resource, type ResourceOf } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { Chain } from '../../src/health/chain.js';
import { portsAdmitted } from '../../src/health/port-admitted.js';
import type { Sight } from '../../src/health/sight.js';

const key = 'B/tZ2WszHG7Rax1AmESgw41QSu2ydk+Ijkx498YCExQ=';
const of = { owner: 'red', netns: 'n-red', device: 'w-red' } as const;
const peer = (more: Partial<ResourceOf<'Peer'>>): ResourceOf<'Peer'> => ({
  kind: 'Peer',
  ...of,
  publicKey: key,
  allowedIPs: ['10.1.2.0/24'],
  ...more,
});

/** Lets in answers, and nothing else. */
const others: Chain = {
  table: 'ip filter',
  families: ['ipv4'],
  name: 'INPUT',
  base: { hook: 'input', policy: 'drop' },
  rules: [
    {
      matches: [({ state }) => (state === 'established' ? 'yes' : 'no')],
      verdict: { kind: 'accept' },
    },
  ],
};

/** What is found of a node with a device of that peer, whose socket is in the host's namespace or in another. */
function found(only: ResourceOf<'Peer'>, birth?: string) {
  const port: Resource = {
    kind: 'ListenPort',
    ...of,
    port: 7001,
    ...(birth === undefined ? {} : { birth }),
  };
  const expected = parseObserved({ schema: 'observed/2', node: 'a', resources: [port, only] });
  if (E.isLeft(expected)) throw new Error(JSON.stringify(expected.left));
  const addr_info = [{ local: '192.0.2.7', prefixlen: 24, scope: '0' }];
  const link = (ifname: string) => ({ ifindex: 2, ifname, flags: ['UP'], mtu: 1500, addr_info });
  const place = (ifname: string) => ({ links: [link(ifname)], routes: [], neighbours: [] });
  const sight: Sight = {
    clock: systemClock,
    run: () => Promise.reject(new Error('nothing is run')),
    expected: expected.right,
    host: place('zos'),
    public: { netns: 'public', ...place('public') },
    chains: { host: [others], public: [] },
    bridged: [],
  };
  return portsAdmitted(sight).map(({ ok, who }) => ({ ok, who }));
}

describe("a firewall of somebody's that lets in answers alone", () => {
  const endpoint = '198.51.100.1:7001';
  const stands = [{ ok: false, who: 'chain INPUT of table ip filter' }];
  const passes = [{ ok: true, who: undefined }];

  test('stands in the way of peers that dial us', () => {
    expect(found(peer({}))).toEqual(stands);
    expect(found(peer({ endpoint }))).toEqual(stands);
  });

  test('stands in the way of nobody where we dial, and keep that alive', () => {
    expect(found(peer({ endpoint, persistentKeepalive: 25 }))).toEqual(passes);
  });

  test('says nothing of a socket in another namespace', () => {
    expect(found(peer({}), 'public')).toEqual(passes);
  });
});
