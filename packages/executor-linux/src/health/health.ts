import { type NodeState, nodeOwner } from '@networkd/planner';
import { type LinuxOptions, meansOf } from '../options.js';
import { bridgesPass } from './bridges-pass.js';
import type { Check } from './check.js';
import { gatewaysAnswer } from './gateways.js';
import { portsAdmitted } from './port-admitted.js';
import { routersAnnounced } from './routers.js';
import { lookAround, type Sight } from './sight.js';
import { tenantAddress } from './tenant-address.js';
import { uplinkAddress } from './uplink-address.js';

type Look = (sight: Sight) => readonly Check[] | Promise<readonly Check[]>;

/** What is looked at where the node's own network is among what should be there, and what in any case. */
const checks: { readonly own: readonly Look[]; readonly always: readonly Look[] } = {
  own: [uplinkAddress, gatewaysAnswer, tenantAddress, routersAnnounced],
  always: [portsAdmitted, bridgesPass],
};

/**
 * Says whether what should be on the node works: addresses, gateways that answer, and packets that pass everybody's
 * rules. Objects may be as they were left and lead nowhere. Changes nothing but what the kernel remembers of its
 * neighbours. Throws `Refusal` where the node cannot be looked at.
 */
export async function health(options: LinuxOptions, expected: NodeState): Promise<readonly Check[]> {
  const sight = await lookAround(meansOf(options), expected);
  const isOwn = expected.resources.some(({ owner }) => owner === nodeOwner);
  const looks = isOwn ? [...checks.own, ...checks.always] : checks.always;
  return (await Promise.all(looks.map((look) => look(sight)))).flat();
}
