import { type Address, addressOf } from '../../scalar/address.js';
import { contains, type Prefix } from '../../scalar/prefix.js';
import type { NodeState } from '../../state/node-state.js';
import { type Violation, violation } from './invariant.js';
import { type Router, routersOf } from './router.js';
import { byKey, nextHop, type Routers } from './walk.js';

/**
 * Checks that no packet goes round, to any destination, allocated or not, and even if nobody checked sources. The way
 * to a destination changes only where some prefix begins or ends, so those addresses stand for all.
 */
export function checkNoLoop(states: readonly NodeState[]): readonly Violation[] {
  const networks = new Map<string, Router[]>();
  for (const router of routersOf(states)) {
    networks.set(router.network, [...(networks.get(router.network) ?? []), router]);
  }
  return [...networks.values()].flatMap((routers) => {
    const known = byKey(routers);
    return landmarks(routers).flatMap((destination) => loopTowards(known, routers, destination) ?? []);
  });
}

/** Returns the first loop to one destination. Routers that only lead into it are not named. */
function loopTowards(
  known: Routers,
  routers: readonly Router[],
  destination: Address,
): Violation | undefined {
  const settled = new Set<Router>();
  for (const start of routers) {
    const path: Router[] = [];
    let at: Router | 'here' | undefined = start;
    while (at !== undefined && at !== 'here' && !settled.has(at)) {
      if (path.includes(at)) return looping(path.slice(path.indexOf(at)), destination);
      path.push(at);
      at = nextHop(known, at, destination);
    }
    for (const each of path) settled.add(each);
  }
  return undefined;
}

function looping(routers: readonly Router[], destination: Address): Violation {
  const names = routers.map(({ name }) => name);
  return violation(
    'no-loop',
    names,
    [destination.text],
    `packets to ${destination.text} go round ${names.join(', ')}`,
  );
}

/** Returns the first address of every prefix and the first after it, within what is tunnelled. */
function landmarks(routers: readonly Router[]): readonly Address[] {
  const ranges = new Map<string, Prefix>();
  const cuts = new Map<string, Prefix>();
  for (const { tunnelled, local, peers } of routers) {
    for (const prefix of tunnelled) ranges.set(prefix.text, prefix);
    for (const prefix of [...tunnelled, ...local, ...peers.flatMap(({ allowedIPs }) => allowedIPs)]) {
      cuts.set(prefix.text, prefix);
    }
  }
  const addresses = [...cuts.values()].flatMap((prefix) => [addressOf(prefix.words), firstAfter(prefix)]);
  const inside = addresses.filter((each) => [...ranges.values()].some((range) => contains(range, each)));
  return [...new Map(inside.map((each) => [each.text, each])).values()];
}

/** Returns the address after the last of a prefix; after the very last address comes the first. */
function firstAfter({ words, length }: Prefix): Address {
  const last = (length + 31) >>> 5;
  const step = 2 ** ((32 - (length & 31)) & 31);
  const next = [...words];
  let carry = step;
  for (let i = Math.max(last - 1, 0); i >= 0 && carry > 0; i--) {
    const sum = (next[i] ?? 0) + carry;
    next[i] = sum >>> 0;
    carry = sum > 0xffff_ffff ? 1 : 0;
  }
  return addressOf(next);
}
