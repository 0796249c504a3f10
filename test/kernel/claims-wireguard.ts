import { type Claim, netns, turn, up } from './claim.js';
import type { Given } from './step.js';
import { made, publicHalf } from './universe.js';

const w = { netns, device: 'w-x' };
const peer = (n: 2 | 3, allowedIPs: readonly string[], rest: object = {}) =>
  ({ kind: 'WireGuardSetPeer', ...w, publicKey: publicHalf(`s${n}`), allowedIPs, ...rest }) as Given;
const port = (listenPort: number, name = 'x'): Given => ({
  kind: 'WireGuardSetDevice',
  netns: `n-${name}`,
  device: `w-${name}`,
  listenPort,
});
const key = (n: 1 | 2): Given => ({
  kind: 'WireGuardSetDevice',
  ...w,
  secret: `s${n}`,
  publicKey: publicHalf(`s${n}`),
});
const two = [...up, ...made('y')];

/** Of WireGuard devices. */
export const wireguardClaims: readonly Claim[] = [
  [
    'a prefix moves from peer to peer, and a removed peer gives nothing back',
    [],
    [
      ...up,
      key(1),
      peer(2, ['10.1.2.0/24', '10.1.3.0/24']),
      peer(3, ['10.1.3.0/24']),
      { kind: 'WireGuardRemovePeer', ...w, publicKey: publicHalf('s3') },
    ],
  ],
  [
    'AllowedIPs and keepalive are replaced, an endpoint stays',
    [],
    [
      ...up,
      peer(2, ['10.1.2.0/24'], { endpoint: '192.0.2.1:7001', persistentKeepalive: 25 }),
      peer(2, ['10.1.3.7/24', 'fd00::/64']),
    ],
  ],
  [
    'a peer that is not there is removed all the same',
    [],
    [...up, { kind: 'WireGuardRemovePeer', ...w, publicKey: publicHalf('s3') }],
  ],
  [
    'a peer with the key of the device goes, and is ignored',
    [],
    [...up, peer(2, ['10.1.2.0/24']), key(2), peer(2, ['10.1.3.0/24'])],
  ],
  [
    'a device keeps key, port and peers when it moves or goes down',
    [],
    [
      ...up,
      key(1),
      port(7001),
      peer(2, ['10.1.2.0/24']),
      turn('w-x', false),
      { kind: 'LinkMove', netns, name: 'w-x', to: 'public' },
    ],
  ],
  [
    'a port is held where the device was born',
    ['EADDRINUSE'],
    [...two, port(7001), port(7001, 'y'), port(7002, 'y')],
  ],
  [
    'a port given up or changed is free',
    [],
    [...two, port(7001), port(7002), port(7001, 'y'), port(0), port(7002, 'y')],
  ],
  [
    'a port goes with its device, and with its namespace',
    [],
    [
      ...two,
      port(7001),
      { kind: 'LinkDelete', netns, name: 'w-x' },
      port(7001, 'y'),
      { kind: 'NetnsDelete', name: 'n-y' },
      ...made('x').slice(4, 6),
      turn('w-x', true),
      port(7001),
    ],
  ],
  [
    'ports are others where a device was born elsewhere',
    [],
    [
      ...up,
      port(7001),
      { kind: 'LinkAdd', netns: 'public', name: 'w-y', type: 'wireguard', mtu: 1420, alias: 'networkd:y' },
      { kind: 'LinkSet', netns: 'public', name: 'w-y', up: true },
      { kind: 'WireGuardSetDevice', netns: 'public', device: 'w-y', listenPort: 7001 },
    ],
  ],
];
