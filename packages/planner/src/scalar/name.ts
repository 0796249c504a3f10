import * as E from 'fp-ts/lib/Either.js';
import type { Brand, Parsed } from './parsed.js';

/** A network interface's or namespace's name: 1 to 15 bytes, of which a shell or ip(8) misreads none. */
export type InterfaceName = Brand<string, 'InterfaceName'>;

/** Parses an interface's name, or returns `bad-name`. */
export function parseInterfaceName(text: string): Parsed<InterfaceName> {
  return /^[0-9A-Za-z_][0-9A-Za-z._@-]{0,14}$/.test(text)
    ? E.right(text as InterfaceName)
    : E.left({ kind: 'bad-name' });
}

/** Parses a MAC address as ip(8) prints it: six bytes in lower case, `52:54:00:00:00:01`. */
export function parseMac(text: string): Parsed<string> {
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(text) ? E.right(text) : E.left({ kind: 'bad-mac' });
}
