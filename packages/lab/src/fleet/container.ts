import type { RunningMachine } from '../machine/machine.js';
import { succeeded } from './fleet.js';
import { numberOf, type TenantPlace } from './nodes.js';

/** A workload of a tenant's on a node. */
export interface Container {
  readonly netns: string;
  /** Its addresses in the tenant's subnet. */
  readonly addresses: readonly [string, string];
}

/**
 * Plugs a container to a tenant's bridge, as its operator would: addresses of the subnet, and the resource as its
 * router.
 */
export async function container(
  machine: RunningMachine,
  { id, range, range6 }: TenantPlace,
): Promise<Container> {
  const netns = `c-${id}`;
  const number = numberOf(machine.name);
  const [ipv4, ipv6] = [range.replace('.0.0/16', `.${number}.`), range6.replace('::/48', `:${number}::`)];
  const script = [
    `ip netns add ${netns}`,
    `ip link add v-${id} type veth peer name eth0 netns ${netns}`,
    `ip link set v-${id} master b-${id} up`,
    `ip -n ${netns} link set lo up`,
    `ip -n ${netns} link set eth0 up`,
    `ip -n ${netns} address add ${ipv4}10/24 dev eth0`,
    `ip -n ${netns} address add ${ipv6}10/64 dev eth0 nodad`,
    `ip -n ${netns} route add default via ${ipv4}1`,
    `ip -n ${netns} route add default via ${ipv6}1`,
  ];
  succeeded('a container', machine, await machine.run(['sh', '-euc', script.join('\n')]));
  return { netns, addresses: [`${ipv4}10`, `${ipv6}10`] };
}
