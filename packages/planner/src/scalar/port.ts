import * as E from 'fp-ts/lib/Either.js';
import type { Brand, Parsed } from './parsed.js';

/** A UDP port, 1 to 65535. */
export type Port = Brand<number, 'Port'>;

/** Parses a port, or returns `bad-port`. */
export function parsePort(value: number): Parsed<Port> {
  return Number.isInteger(value) && value >= 1 && value <= 65_535
    ? E.right(value as Port)
    : E.left({ kind: 'bad-port' });
}
