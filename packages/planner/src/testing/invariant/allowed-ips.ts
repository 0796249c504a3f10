import { overlaps, type Prefix } from '../../scalar/prefix.js';
import type { NodeState } from '../../state/node-state.js';
import { type Violation, violation } from './invariant.js';
import { type Router, routersOf } from './router.js';

interface Owned {
  readonly prefix: Prefix;
  readonly peer: string;
}

/**
 * Checks that AllowedIPs of a device are disjoint between its peers. WireGuard gives a prefix to the peer set last, so
 * otherwise the order of operations would decide where packets go.
 */
export function checkAllowedIPsDisjoint(states: readonly NodeState[]): readonly Violation[] {
  return routersOf(states).flatMap((router) => {
    const all = router.peers.flatMap(({ publicKey, allowedIPs }) =>
      allowedIPs.map((prefix): Owned => ({ prefix, peer: publicKey })),
    );
    return all.flatMap((a, i) =>
      all
        .slice(i + 1)
        .filter((b) => overlaps(a.prefix, b.prefix))
        .map((b) => overlap(router, a, b)),
    );
  });
}

/** Checks that no peer of a device is sent what belongs to the device's own network resource. */
export function checkAllowedIPsNotOwn(states: readonly NodeState[]): readonly Violation[] {
  return routersOf(states).flatMap((router) =>
    router.peers.flatMap(({ publicKey, allowedIPs }) =>
      allowedIPs
        .filter((prefix) => router.local.some((own) => overlaps(own, prefix)))
        .map((prefix) =>
          violation(
            'allowed-ips-not-own',
            [router.name],
            [prefix.text],
            `${router.name} sends its own ${prefix.text} to peer ${publicKey}`,
          ),
        ),
    ),
  );
}

function overlap({ name }: Router, a: Owned, b: Owned): Violation {
  const text = `${a.prefix.text} of peer ${a.peer} and ${b.prefix.text} of peer ${b.peer}`;
  return violation(
    'allowed-ips-disjoint',
    [name],
    [a.prefix.text, b.prefix.text],
    `at ${name} overlap ${text}`,
  );
}
