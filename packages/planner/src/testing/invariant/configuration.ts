import { present } from '../../scalar/present.js';
import { prefixOf, type RouterPeer } from './router.js';

/** What a configuration in the format of wg-quick(8) says, as far as packets are concerned. */
export interface Configuration {
  readonly addresses: readonly string[];
  readonly peer: RouterPeer;
}

/** Reads a configuration with one peer. */
export function readConfiguration(text: string): Configuration {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  const listed = (key: string) => values.get(key)?.split(', ') ?? [];
  const endpoint = values.get('Endpoint');
  const keepalive = values.get('PersistentKeepalive');
  return {
    addresses: listed('Address'),
    peer: {
      publicKey: values.get('PublicKey') ?? '',
      ...present({ endpoint }),
      ...(keepalive === undefined ? {} : { persistentKeepalive: Number(keepalive) }),
      allowedIPs: listed('AllowedIPs').map(prefixOf),
    },
  };
}
