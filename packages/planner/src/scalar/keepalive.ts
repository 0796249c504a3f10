import * as E from 'fp-ts/lib/Either.js';
import type { Brand, Parsed } from './parsed.js';

/** PersistentKeepalive of wg(8) in seconds, 0 to 65535; 0 is off. */
export type Keepalive = Brand<number, 'Keepalive'>;

export function parseKeepalive(value: number): Parsed<Keepalive> {
  return Number.isInteger(value) && value >= 0 && value <= 65_535
    ? E.right(value as Keepalive)
    : E.left({ kind: 'bad-number', minimum: 0, maximum: 65_535 });
}
