import type { Errno } from '@networkd/planner/testing';

/**
 * What the tools say instead of errno(3)'s words, and those words. The first that is found counts.
 *
 * Left out as ambiguous, so that refused is all that is known: `Invalid "netns" value` and `Invalid netns name`
 * (ip's own), and `Protocol not supported` (wg's, for a device that is not there as well as for one that is not its).
 */
const words: readonly (readonly [string, Errno])[] = [
  ['Address already assigned', 'EEXIST'],
  ['address already assigned', 'EEXIST'],
  ['Address not found', 'EADDRNOTAVAIL'],
  ['address not found', 'EADDRNOTAVAIL'],
  ['is not up', 'ENETDOWN'],
  ['IPv6 is disabled', 'EACCES'],
  ['netns is immutable', 'EINVAL'],
  ['Invalid prefix', 'EINVAL'],
  // No neighbour by that address: IPv4 says that the gateway is invalid, IPv6 that there is no route to it.
  ['Nexthop has invalid gateway', 'ENETUNREACH'],
  ['No route to host', 'ENETUNREACH'],
  ['File exists', 'EEXIST'],
  ['Cannot find device', 'ENODEV'],
  ['Device does not exist', 'ENODEV'],
  ['Device or resource busy', 'EBUSY'],
  ['Can not enslave a bridge to a bridge', 'ELOOP'],
  ['No such device', 'ENODEV'],
  ['No such file or directory', 'ENOENT'],
  ['No such process', 'ESRCH'],
  ['Address already in use', 'EADDRINUSE'],
  ['Cannot assign requested address', 'EADDRNOTAVAIL'],
  ['Network is down', 'ENETDOWN'],
  ['Network is unreachable', 'ENETUNREACH'],
  ['Operation not supported', 'EOPNOTSUPP'],
  ['Permission denied', 'EACCES'],
  ['Invalid argument', 'EINVAL'],
];

/** The errno of a refusal by what the tool said of it, or nothing where that could be more than one. */
export function errnoOf(said: string): Errno | undefined {
  return words.find(([text]) => said.includes(text))?.[1];
}
