import type { Run } from '../command/run.js';
import { bridgePasses } from './bridges-pass.js';
import { blocking } from './chain.js';
import type { Check } from './check.js';
import { families } from './egress.js';
import { type Packet, somebody } from './packet.js';
import { othersChains } from './rulesets.js';
import { bridgedFamilies } from './sight.js';
import { inwards, whose } from './whose.js';

/** A port that networks may have, where none is known yet. */
const anyPort = 51820;

/**
 * Says who would drop what comes for WireGuard ports, and what bridges pass, once there are any. Says it before
 * anything is applied.
 */
export async function neighbours(run: Run): Promise<readonly Check[]> {
  const chains = await othersChains(run);
  const packets = families.map(
    (family): Packet => ({
      family,
      iifname: 'zos',
      saddr: somebody[family],
      daddr: somebody[family],
      dport: anyPort,
      state: 'new',
    }),
  );
  const [obstacle] = packets.flatMap((packet) => blocking(chains, inwards, packet)).map(whose);
  const port: Check =
    obstacle === undefined
      ? { name: 'WireGuard ports', ok: true, found: "pass everybody's firewall" }
      : {
          name: 'WireGuard ports',
          ok: true,
          warning: true,
          found: `${obstacle.who} drops what comes for ports that nobody named, as those of networks that others dial`,
          who: obstacle.who,
          remedy: obstacle.admit('zos', 'PORT'),
        };
  const { name: _, ok, ...bridged } = bridgePasses('zos', chains, bridgedFamilies());
  return [
    port,
    { name: 'frames between members', ok: true, ...(ok ? {} : { warning: true as const }), ...bridged },
  ];
}
