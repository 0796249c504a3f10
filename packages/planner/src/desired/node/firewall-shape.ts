import * as E from 'fp-ts/lib/Either.js';
import { nodeNames } from '../../mark/names.js';
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
      const randomPorts = ruleset.includes(' fully-random');
      return (
        ndmzTable({ blockedTcpPorts: portsIn(ruleset), randomPorts }, segmentIn(ruleset)).ruleset === ruleset
      );
    }
    default:
      return false;
  }
}

const pings = [true, false] as const;

function portsIn(ruleset: string): readonly Port[] {
  const [, list = ''] = /^ *tcp dport (?:\{ )?([\d, ]+?)(?: \})? drop$/m.exec(ruleset) ?? [];
  return list.split(', ').flatMap((text) => {
    const port = parsePort(Number(text));
    return E.isRight(port) ? [port.right] : [];
  });
}

/** Returns the networks that have a rule each, without those that follow from them. */
function segmentIn(ruleset: string): readonly Prefix[] {
  return [...ruleset.matchAll(/^ *ip6? daddr ([0-9a-f.:]+\/\d+) drop$/gm)].flatMap(([, text = '']) => {
    const prefix = parsePrefix(text);
    return E.isRight(prefix) && !contains(nat64Prefix, prefix.right) ? [prefix.right] : [];
  });
}
