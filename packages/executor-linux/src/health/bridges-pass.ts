import { blocking, type Chain } from './chain.js';
import type { Check } from './check.js';
import { somebody } from './packet.js';
import type { Sight } from './sight.js';
import { through, whose } from './whose.js';

/** UDP to a port that nobody has a rule for. */
const anyPort = 9;

/**
 * Says whether frames that our bridges pass from one member to another get through. With `br_netfilter` they meet the
 * rules of the host, as if it routed them. One NIC for both segments is cabled to `br-pub` by a member of `zos`, and a
 * tenant's containers are members of one bridge.
 */
export function bridgesPass({ expected, chains, bridged }: Sight): readonly Check[] {
  const links = expected.resources.filter((each) => each.kind === 'Link');
  const bridges = links
    .filter(({ type, name, netns }) => netns === undefined && type === 'bridge' && /^(?:zos$|b-)/.test(name))
    .filter(({ name }) => name !== 'zos' || links.some((each) => each.name === 'zos-pub'));
  return bridges.map(({ name }) => bridgePasses(name, chains.host, bridged));
}

/** Says the same of one bridge. */
export function bridgePasses(bridge: string, chains: readonly Chain[], bridged: Sight['bridged']): Check {
  const name = `bridge ${bridge}`;
  const [obstacle] = bridged
    .flatMap((family) => {
      const address = somebody[family];
      const packet = {
        family,
        iifname: bridge,
        oifname: bridge,
        saddr: address,
        daddr: address,
        dport: anyPort,
        state: 'new',
      } as const;
      return blocking(chains, through, packet);
    })
    .map(whose);
  if (obstacle === undefined) return { name, ok: true, found: 'passes frames from member to member' };
  return {
    name,
    ok: false,
    found: `${obstacle.who} drops what it passes from member to member, since br_netfilter shows it frames`,
    who: obstacle.who,
    remedy: obstacle.pass(bridge),
  };
}
