import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { within } from '../command.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { on } from '../words.js';

/** Sets a device's private key (`secret` names it, the executor alone has it) or its port; port 0 gives it up. */
export interface WireGuardSetDevice extends InNetns {
  readonly kind: 'WireGuardSetDevice';
  readonly device: string;
  readonly secret?: string;
  /** The public half of the secret: what the executor checks the key file against. */
  readonly publicKey?: string;
  readonly listenPort?: number;
}

/** Creates or changes a peer. AllowedIPs and keepalive are final values; an absent endpoint is left as it is. */
export interface WireGuardSetPeer extends InNetns {
  readonly kind: 'WireGuardSetPeer';
  readonly device: string;
  readonly publicKey: string;
  readonly endpoint?: string;
  readonly allowedIPs: readonly string[];
  /** Seconds; absent turns it off. */
  readonly persistentKeepalive?: number;
}

/** Removes a peer and its session; its AllowedIPs go to nobody. */
export interface WireGuardRemovePeer extends InNetns {
  readonly kind: 'WireGuardRemovePeer';
  readonly device: string;
  readonly publicKey: string;
}

const peer = { ...device, publicKey: scalar.publicKey };

/** 0 gives the port up. */
const listenPort = scalar.integer(0, 65_535);

/** Linux takes no single argument over 128 KiB (execve(2), MAX_ARG_STRLEN); wg(8) joins repeated `allowed-ips`. */
const prefixesAnArgument = 1000;

function chunked(prefixes: readonly string[]): readonly (readonly string[])[] {
  // None at all are said too: an empty list takes away what the peer had.
  const count = Math.max(1, Math.ceil(prefixes.length / prefixesAnArgument));
  return Array.from({ length: count }, (_, i) =>
    prefixes.slice(i * prefixesAnArgument, (i + 1) * prefixesAnArgument),
  );
}

export const wireGuardSetDevice: Verb<WireGuardSetDevice> = {
  codec: codec.closed(
    { ...step('WireGuardSetDevice'), ...device },
    { ...placed, secret: scalar.word, publicKey: scalar.publicKey, listenPort },
  ),
  executed: ['netns', 'device', 'secret', 'publicKey', 'listenPort'],
  named: [],
  owners: 'network',
  refs: { netns: 'place', device: 'device', secret: 'secret', publicKey: 'free', listenPort: 'free' },
  sentence: ({ device, listenPort, secret }) => {
    const port = listenPort === 0 ? ' listen-port released' : on('listen-port', listenPort);
    return `wg ${device}${port}${on('private-key secret', secret)}`;
  },
  commands: ({ netns, device, secret, listenPort }) => [
    within(
      netns,
      'wg',
      ...['set', device],
      ...(listenPort === undefined ? [] : ['listen-port', String(listenPort)]),
      ...(secret === undefined ? [] : ['private-key', { secret }]),
    ),
  ],
};

export const wireGuardSetPeer: Verb<WireGuardSetPeer> = {
  codec: codec.closed(
    { ...step('WireGuardSetPeer'), ...peer, allowedIPs: codec.list(scalar.prefixText) },
    { ...placed, endpoint: scalar.endpoint, persistentKeepalive: scalar.keepalive },
  ),
  executed: ['netns', 'device', 'publicKey', 'endpoint', 'allowedIPs', 'persistentKeepalive'],
  named: [],
  owners: 'network',
  refs: {
    netns: 'place',
    device: 'device',
    publicKey: 'free',
    endpoint: 'free',
    allowedIPs: 'free',
    persistentKeepalive: 'free',
  },
  sentence: ({ device, publicKey, endpoint, allowedIPs, persistentKeepalive }) => {
    const keepalive = on('persistent-keepalive', persistentKeepalive);
    return `wg ${device} peer ${publicKey}${on('endpoint', endpoint)}${keepalive} allowed-ips ${allowedIPs.join(',')}`;
  },
  commands: ({ netns, device, publicKey, endpoint, allowedIPs, persistentKeepalive }) => [
    within(
      netns,
      'wg',
      ...['set', device, 'peer', publicKey],
      ...(endpoint === undefined ? [] : ['endpoint', endpoint]),
      ...['persistent-keepalive', persistentKeepalive === undefined ? 'off' : String(persistentKeepalive)],
      ...chunked(allowedIPs).flatMap((prefixes) => ['allowed-ips', prefixes.join(',')]),
    ),
  ],
};

export const wireGuardRemovePeer: Verb<WireGuardRemovePeer> = {
  codec: codec.closed({ ...step('WireGuardRemovePeer'), ...peer }, placed),
  executed: ['netns', 'device', 'publicKey'],
  named: [],
  owners: 'network',
  refs: { netns: 'place', device: 'device', publicKey: 'free' },
  sentence: ({ device, publicKey }) => `wg ${device} peer ${publicKey}`,
  commands: ({ netns, device, publicKey }) => [
    within(netns, 'wg', 'set', device, 'peer', publicKey, 'remove'),
  ],
};
