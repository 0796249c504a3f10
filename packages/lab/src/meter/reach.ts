import { accessConfiguration, desired, endsOf, present, type Reach, walker } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { nodesOf, type Tenant } from '../network/tenant.js';
import { type Family, familyOf, hostOf } from '../underlay/description.js';

/** The first answer to a ping. */
interface Echo {
  /** Tunnels the answer came through: each node that forwards takes one from the TTL. */
  readonly hops: number;
  /** From the question to the answer. */
  readonly milliseconds: number;
}

/** Two ends of the mesh: what the planner says of the way from one to the other, and what ping does. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly predicted: Reach;
  /** By the families that both ends have in the network; without an echo where no answer came. */
  readonly measured: readonly { readonly family: Family; readonly echo?: Echo }[];
}

/** A network resource or an access point, where its packets begin and end. */
interface End {
  readonly name: string;
  readonly netns?: string;
  readonly addresses: readonly string[];
}

/** The TTL of what Linux sends (ip-sysctl, ip_default_ttl; RFC 1340), and IPv6's hop limit. */
const sentTtl = 64;

/**
 * Seconds for an answer. The mesh may have just come up, and where both ends of a tunnel begin at once, each may drop
 * the other's half of the handshake and begin again after 5 (Rekey-Timeout), more than once.
 */
const patience = 30;

/** Seconds after which nobody is expected to answer who has not: two handshakes. */
const resignation = 11;

/**
 * Sends pings between every two ends of the network at once, from the first address of one's subnet to the first of
 * the other's (of an access point: the addresses of its configuration), until they are answered, and sets the answers
 * beside the planner's word.
 */
export async function reach(tenant: Tenant, seconds = patience): Promise<readonly Pair[]> {
  const { topology } = tenant;
  const walk = walker(topology);
  const ends = endsOf(topology).map((name) => endOf(tenant, name));
  const pairs = await Promise.all(
    ends.map(async (from) => {
      const others = ends.filter((to) => to !== from);
      const patienceFor = (to: End) =>
        walk(from.name, to.name)?.kind === 'Unreachable' ? Math.min(seconds, resignation) : seconds;
      const echoes = await echoesOf(tenant, from, others, patienceFor);
      return others.flatMap((to): Pair[] => {
        const predicted = walk(from.name, to.name);
        if (predicted === undefined) return [];
        const measured = ways(from, to).map(([, target]) => {
          const echo = echoes.get(target);
          return { family: familyOf(target), ...present({ echo }) };
        });
        return [{ from: from.name, to: to.name, predicted, measured }];
      });
    }),
  );
  return pairs.flat();
}

/**
 * Says whether the pair is as the planner says: answered in every family over as many tunnels or, where it says so, not
 * at all.
 */
export function isAsPredicted({ predicted, measured }: Pair): boolean {
  if (predicted.kind === 'Unreachable') return measured.some(({ echo }) => echo === undefined);
  return measured.every(({ echo }) => echo?.hops === predicted.hops.length);
}

/** Returns the pairs that are not as the planner says, in words: empty where all are. */
export function unlike(pairs: readonly Pair[]): string {
  return pairs
    .filter((pair) => !isAsPredicted(pair))
    .map(inWords)
    .join('; ');
}

function inWords({ from, to, predicted, measured }: Pair): string {
  const tunnels = predicted.kind === 'Unreachable' ? 'none' : predicted.hops.length;
  const answers = measured.map(({ family, echo }) => `${family} ${echo?.hops ?? 'no answer'}`);
  return `${from} to ${to}: tunnels predicted ${tunnels}, measured ${answers.join(', ')}`;
}

function endOf({ topology }: Tenant, name: string): End {
  const { id } = topology.network;
  const vertex = topology.vertexByNode.get(name);
  if (vertex === undefined) return { name, addresses: accessAddresses(topology, name) };
  const netns = `n-${id}`;
  const addresses = desired(topology, vertex.node.id).resources.flatMap((each) =>
    each.kind === 'Address' && each.device === netns ? [hostOf(each.address)] : [],
  );
  return { name, netns, addresses };
}

/** Returns the addresses that wg-quick(8) gives the device of an access point. */
function accessAddresses(topology: Tenant['topology'], name: string): readonly string[] {
  const configuration = accessConfiguration(topology, name);
  if (E.isLeft(configuration)) throw new Error(JSON.stringify(configuration.left));
  const [, list = ''] = /^Address = (.*)$/m.exec(configuration.right) ?? [];
  return list.split(', ').map(hostOf);
}

/** Returns the addresses of two ends, those of one family together. */
function ways(from: End, to: End): readonly (readonly [string, string])[] {
  return from.addresses.flatMap((source) =>
    to.addresses
      .filter((target) => familyOf(target) === familyOf(source))
      .map((target) => [source, target] as const),
  );
}

/** Pings all at once, in one process of the machine's for all of them. Returns the answers by who answered. */
async function echoesOf(
  tenant: Tenant,
  from: End,
  others: readonly End[],
  patienceFor: (to: End) => number,
): Promise<ReadonlyMap<string, Echo>> {
  const isDown = from.netns !== undefined && !nodesOf(tenant).includes(from.name);
  if (isDown) return new Map();
  // ping(8) gives up at the first error that it is told of, such as a node on the way that is not ready.
  const pings = others.flatMap((to) =>
    ways(from, to).map(([source, target]) => {
      const ping = `ping -n -c 1 -i 0.2 -w ${patienceFor(to)} -I ${source} ${target}`;
      return `timeout ${patienceFor(to)} sh -c 'until ${ping}; do sleep 0.2; done' &`;
    }),
  );
  const options = from.netns === undefined ? {} : { netns: from.netns };
  const { stdout } = await tenant.lab
    .node(from.name)
    .run(['sh', '-c', [...pings, 'wait'].join('\n')], options);
  const answers = stdout.matchAll(/bytes from (\S+): icmp_seq=\d+ ttl=(\d+) time=([\d.]+) ms/g);
  return new Map(
    [...answers].map(([, who = '', ttl, milliseconds]) => [
      who,
      { hops: sentTtl - Number(ttl) + 1, milliseconds: Number(milliseconds) },
    ]),
  );
}
