import { createHash } from 'node:crypto';
import { bootScript, disk, machineNetns } from '../machine/boot.js';
import { feed, inNetns, quote } from '../machine/shell.js';
import type { Description, Machine, Nic } from './description.js';
import type { Interface } from './interfaces.js';
import { routerInterfaces, routerNetns, routerScript } from './router.js';

/** Gives a new cable for an interface the name of its end at the segment. */
export type Plug = (netns: string, name: string) => string;

/** Returns the machines that run: all but the nodes that are down. */
export function machinesOf({ nodes, others }: Description): readonly Machine[] {
  return [...nodes.filter(({ down }) => !down), ...others];
}

/**
 * Returns the script for the first process of the laboratory, in namespaces of its own. It makes a bridge of every
 * segment, a namespace of every router and machine, plugs them together, and starts the machines.
 */
export function underlayScript(description: Description, plug: Plug): string {
  const { routers } = description;
  const machines = machinesOf(description);
  return [
    'set -e',
    'mount -t tmpfs -o mode=755 lab /run',
    `mkdir -p /run/netns ${disk}`,
    'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6',
    feed('ip -batch -', [
      ...segmentsOf(description).flatMap((segment) => bridge(bridgeOf(description, segment))),
      ...routers.flatMap((router) =>
        plugged(description, routerNetns(router), routerInterfaces(router), plug),
      ),
      ...machines.flatMap((machine) => plugged(description, machineNetns(machine), machine.nics, plug)),
    ]),
    ...routers.map(
      (router) => `${inNetns(routerNetns(router), routerScript(description, router))} </dev/null &`,
    ),
    ...machines.map((machine) => startScript(description, machine)),
    '',
  ].join('\n');
}

/** Returns the script, for the same process, that makes a machine again whose processes are gone. */
export function rebootScript(description: Description, machine: Machine, plug: Plug): string {
  const netns = machineNetns(machine);
  return [
    `ip netns delete ${netns}`,
    feed('ip -batch -', plugged(description, netns, machine.nics, plug)),
    startScript(description, machine),
    '',
  ].join('\n');
}

/**
 * Returns the script that starts a machine. The machine's first process is the child of the one that bears its name as
 * last argument.
 */
function startScript(description: Description, machine: Machine): string {
  const { name } = machine;
  const unshare = 'unshare --mount --pid --fork --kill-child --mount-proc';
  return [
    `mkdir -p ${disk}/${name}`,
    `nsenter --net=/run/netns/${machineNetns(machine)} ${unshare} sh -c ${quote(bootScript(description, machine))} ${name} </dev/null &`,
  ].join('\n');
}

function segmentsOf({ routers }: Description): readonly string[] {
  return [...new Set(routers.flatMap(({ segments }) => segments.map(({ segment }) => segment)))];
}

function bridgeOf(description: Description, segment: string): string {
  const index = segmentsOf(description).indexOf(segment);
  if (index < 0) throw new Error(`no router has the segment ${segment}; give one an address on it`);
  return `segment${index}`;
}

/** Makes a bridge without snooping, for which nobody here sends the queries (RFC 4541). */
function bridge(name: string): readonly string[] {
  return [`link add ${name} type bridge mcast_snooping 0`, `link set dev ${name} up`];
}

/** In bytes, RFC 894. */
const ethernet = 1500;

/** Makes a namespace with its interfaces, each the end of a cable to its segment. */
function plugged(
  description: Description,
  netns: string,
  interfaces: readonly (Interface & Pick<Nic, 'carrier' | 'mtu'>)[],
  plug: Plug,
): readonly string[] {
  return [
    `netns add ${netns}`,
    ...interfaces.flatMap(({ name, segment, carrier = true, mtu = ethernet }) => {
      const cable = plug(netns, name);
      return [
        `link add ${cable} mtu ${mtu} type veth peer name ${name} mtu ${mtu} address ${macOf(netns, name)} netns ${netns}`,
        `link set dev ${cable} master ${bridgeOf(description, segment)} ${carrier ? 'up' : 'down'}`,
      ];
    }),
  ];
}

/**
 * Returns an address that stays when the machine is made again, as a card's does: neighbours remember it. IEEE 802,
 * local.
 */
function macOf(netns: string, name: string): string {
  const digest = createHash('sha256').update(`${netns} ${name}`).digest('hex');
  return ['02', ...(digest.match(/../g) ?? []).slice(0, 5)].join(':');
}
