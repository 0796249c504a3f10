import * as E from 'fp-ts/lib/Either.js';
import { nodeNames } from '../../mark/names.js';
import type { Rule } from '../../nft/rule.js';
import { fieldsIn, rulesIn } from '../../nft/rules-in.js';
import { nat64Prefix } from '../../scalar/nat64.js';
import { type Port, parsePort } from '../../scalar/port.js';
import { contains, type Prefix, parsePrefix } from '../../scalar/prefix.js';
import { hostFirewall } from './host-firewall.js';
import { ndmzTable } from './ndmz-firewall.js';
import { publicFirewall } from './public-firewall.js';

/**
 * Says whether the text is a ruleset that the node has in that namespace, with some configuration. The configuration is
 * read out of the text, and the ruleset is made from it again.
 */
export function isNodeRuleset(netns: string | undefined, ruleset: string): boolean {
  switch (netns) {
    case undefined:
      return pings.some((ping) => hostFirewall({ ping }).ruleset === ruleset);
    case nodeNames.netns.public:
      return pings.some((ping) => publicFirewall({ ping }).ruleset === ruleset);
    case nodeNames.netns.ndmz: {
      const randomPorts = rulesIn(ruleset).some(hasRandomPorts);
      return (
        ndmzTable({ blockedTcpPorts: portsIn(ruleset), randomPorts }, segmentIn(ruleset)).ruleset === ruleset
      );
    }
    default:
      return false;
  }
}

const pings = [true, false] as const;

function hasRandomPorts({ statement }: Rule): boolean {
  return statement.kind === 'masquerade' && statement.randomPorts;
}

function portsIn(ruleset: string): readonly Port[] {
  const values = fieldsIn(ruleset, 'tcp dport').flatMap((match) => match.values);
  return values.flatMap((value) => {
    const port = parsePort(Number(value));
    return E.isRight(port) ? [port.right] : [];
  });
}

/** Returns the networks that have a rule each, without those that follow from them. */
function segmentIn(ruleset: string): readonly Prefix[] {
  return fieldsIn(ruleset, 'ip daddr', 'ip6 daddr').flatMap(({ isNot, values: [text, ...more] }) => {
    const prefix = parsePrefix(`${text}`);
    const isAlone = !isNot && more.length === 0;
    return isAlone && E.isRight(prefix) && !contains(nat64Prefix, prefix.right) ? [prefix.right] : [];
  });
}
