import * as E from 'fp-ts/lib/Either.js';
import { type Address, parseAddress } from './address.js';
import { isUnicast } from './address-class.js';
import type { Parsed } from './parsed.js';
import { type Port, parsePort } from './port.js';

/** Writes an Endpoint of wg(8) as text: `185.69.166.10:7001`, `[2a02:1802:5e::a]:7001`. */
export function endpointText(address: Address, port: Port): string {
  return address.kind === 'ipv6' ? `[${address.text}]:${port}` : `${address.text}:${port}`;
}

/** Parses an Endpoint from its canonical text. Brackets around IPv6 are required, and multicast cannot be dialled. */
export function parseEndpoint(text: string): Parsed<string> {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):([1-9]\d{0,4})$/.exec(text);
  if (match === null) return E.left(unbracketed(text));
  const [, ipv6, ipv4, digits] = match;
  const address = parseAddress(ipv6 ?? ipv4 ?? '');
  const port = parsePort(Number(digits));
  if (E.isLeft(address) || E.isLeft(port)) return E.left({ kind: 'bad-endpoint' });
  const sound = isUnicast(address.right) && endpointText(address.right, port.right) === text;
  return sound ? E.right(text) : E.left({ kind: 'bad-endpoint' });
}

function unbracketed(text: string): { readonly kind: 'bad-endpoint'; readonly suggestion?: string } {
  const colon = text.lastIndexOf(':');
  const address = parseAddress(text.slice(0, Math.max(colon, 0)));
  return E.isRight(address) && address.right.kind === 'ipv6'
    ? { kind: 'bad-endpoint', suggestion: `[${address.right.text}]${text.slice(colon)}` }
    : { kind: 'bad-endpoint' };
}
