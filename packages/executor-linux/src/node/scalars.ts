import {
  type Address,
  type InterfaceAddress,
  type InterfaceName,
  type Parsed,
  type Prefix,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
  parsePrefix,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';

/**
 * Returns a reader that turns what the kernel said into what the planner knows. The reader returns nothing where that
 * is no such thing.
 */
function readBy<I, A>(parse: (value: I) => Parsed<A>): (value: I | undefined) => A | undefined {
  return (value) => {
    const parsed = value === undefined ? undefined : parse(value);
    return parsed !== undefined && E.isRight(parsed) ? parsed.right : undefined;
  };
}

export const addressIn: (text: string | undefined) => Address | undefined = readBy(parseAddress);
export const interfaceAddressIn: (text: string | undefined) => InterfaceAddress | undefined =
  readBy(parseInterfaceAddress);
export const prefixIn: (text: string | undefined) => Prefix | undefined = readBy(parsePrefix);
export const nameIn: (text: string | undefined) => InterfaceName | undefined = readBy(parseInterfaceName);
