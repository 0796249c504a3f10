import { addressOf } from './address.js';
import { networkOf, type Prefix } from './prefix.js';

/** By what IPv6 hosts reach IPv4 ones through a translator, the same everywhere: RFC 6052. */
export const nat64Prefix: Prefix = networkOf(addressOf([0x64ff9b, 0, 0, 0]), 96);

/** Returns the IPv6 network that an IPv4 network is behind a translator. */
export function nat64Of({ words: [word = 0], length }: Prefix): Prefix {
  return networkOf(addressOf([0x64ff9b, 0, 0, word]), nat64Prefix.length + length);
}
