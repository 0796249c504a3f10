import { type PrivateKey, parsePrivateKey, type ResourceOf } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

type FoundPeer = Omit<ResourceOf<'Peer'>, 'kind' | 'owner' | 'netns' | 'device'>;

/** What wg(8) says of a device. */
export interface Dump {
  readonly privateKey?: PrivateKey;
  readonly publicKey?: string;
  readonly listenPort?: number;
  readonly peers: readonly FoundPeer[];
}

const none = '(none)';

/**
 * Reads `wg show DEVICE dump`: a line of the device (private key, public key, listen port, fwmark) and one of each peer
 * (public key, preshared key, endpoint, AllowedIPs, time of the latest handshake, bytes, keepalive), with tabs between.
 * `now` is in seconds since 1970. Returns nothing where there is no device: wg(8) said nothing.
 */
export function dumpIn(text: string, now: number): Dump | undefined {
  const lines = text.split('\n');
  const [privateText = none, publicKey = none, port = '0'] = lines[0]?.split('\t') ?? [];
  if (text === '') return undefined;
  const privateKey = parsePrivateKey(privateText);
  const peers: FoundPeer[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (line !== undefined && line !== '') peers.push(peerIn(line, now));
  }
  return {
    ...(E.isLeft(privateKey) ? {} : { privateKey: privateKey.right }),
    ...(publicKey === none ? {} : { publicKey }),
    ...(port === '0' ? {} : { listenPort: Number(port) }),
    peers,
  };
}

function peerIn(line: string, now: number): FoundPeer {
  const [publicKey = '', , endpoint, allowedIPs = none, handshake = '0', , , keepalive = 'off'] =
    line.split('\t');
  return {
    publicKey,
    ...(endpoint === undefined || endpoint === none ? {} : { endpoint }),
    allowedIPs: allowedIPs === none ? [] : allowedIPs.split(','),
    ...(keepalive === 'off' ? {} : { persistentKeepalive: Number(keepalive) }),
    ...(handshake === '0' ? {} : { latestHandshake: Math.max(0, now - Number(handshake)) }),
  };
}
