import type { Difference } from '../outside/differences.js';

/**
 * Says whether the difference is of what the executor keeps for the next time, in its folder for what runs: that is no
 * change of the machine.
 */
export function isKept({ section, what }: Difference): boolean {
  return (
    section === 'files' &&
    /^\/run\/networkd(\/(rulesets\.json|nics\.json|lock|probe|udhcpc))?(:.*)?$/.test(what)
  );
}

/** Says whether a difference tells of objects that are named as those of the networks are. */
export function isOf(networks: readonly string[]): (difference: Difference) => boolean {
  const named = new RegExp(`(^|[^0-9A-Za-z])[bnw]-(${networks.join('|')})([^0-9A-Za-z]|$)`);
  return ({ namespace, what }) => named.test(namespace) || named.test(what);
}
