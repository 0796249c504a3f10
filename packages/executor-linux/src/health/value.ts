import { BlockList, isIP } from 'node:net';
import { type Answer, answer, some } from './packet.js';

/**
 * Says whether a value is one of those of a rule. Those are as nft(8) writes them as JSON: a text, a number, a range, a
 * network, a set.
 */
export function isAmong(value: string | number, wanted: unknown): Answer {
  if (Array.isArray(wanted)) return some(wanted.map((each) => isAmong(value, each)));
  if (typeof wanted === 'object' && wanted !== null) return isPartOf(value, { ...wanted });
  const text = String(wanted);
  // A named set, of which the elements are not listed.
  if (text.startsWith('@')) return 'maybe';
  if (text.endsWith('*') && typeof value === 'string') return answer(value.startsWith(text.slice(0, -1)));
  return answer(String(value) === text);
}

function isPartOf(value: string | number, wanted: Readonly<Record<string, unknown>>): Answer {
  if (Array.isArray(wanted['set'])) return isAmong(value, wanted['set']);
  if (wanted['elem'] !== undefined) return isAmong(value, (wanted['elem'] as { val?: unknown }).val);
  if (Array.isArray(wanted['range'])) {
    const [first, last] = wanted['range'].map(String);
    return isBetween(value, first ?? '', last ?? '');
  }
  if (typeof wanted['prefix'] === 'object' && wanted['prefix'] !== null) {
    const { addr, len } = wanted['prefix'] as { readonly addr?: unknown; readonly len?: unknown };
    return isInside(String(value), String(addr), Number(len));
  }
  return 'maybe';
}

/** Says whether a port or an address is between two others, both included. */
export function isBetween(value: string | number, first: string, last: string): Answer {
  if (typeof value === 'number') return answer(value >= Number(first) && value <= Number(last));
  const family = isIP(value);
  if (family === 0 || isIP(first) !== family || isIP(last) !== family) return 'maybe';
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addRange(first, last, type);
  return answer(list.check(value, type));
}

/** Says whether an address is in a network. */
export function isInside(value: string, address: string, length: number): Answer {
  const family = isIP(address);
  if (family === 0) return 'maybe';
  if (isIP(value) !== family) return 'no';
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, length, type);
  return answer(list.check(value, type));
}
