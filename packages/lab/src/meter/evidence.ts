import type { Tenant } from '../network/tenant.js';
import { type Pair, unlike } from './reach.js';

/** Pairs of which the evidence is shown: what is wrong with one is mostly wrong with all. */
const most = 3;

/**
 * Returns what a person needs who reads that pairs are not as the planner says: the pairs, and of both ends of the
 * first ones WireGuard's own word and the last of the journal. Empty where all are as predicted.
 */
export async function evidence(tenant: Tenant, pairs: readonly Pair[]): Promise<string> {
  const summary = unlike(pairs);
  if (summary === '') return '';
  const wrong = pairs.filter((pair) => unlike([pair]) !== '').slice(0, most);
  const ends = [...new Set(wrong.flatMap(({ from, to }) => [from, to]))];
  return [summary, ...(await Promise.all(ends.map((end) => wordOf(tenant, end))))].join('\n\n');
}

async function wordOf({ lab, topology }: Tenant, end: string): Promise<string> {
  const vertex = topology.vertexByNode.get(end);
  if (vertex?.node.down === true) return `--- ${end}: it is down`;
  const place = vertex === undefined ? {} : { netns: `n-${topology.network.id}` };
  const machine = lab.node(end);
  const outcomes = await Promise.all([
    machine.run(['wg', 'show'], place),
    machine.run(['sh', '-c', 'tail -n 4 state/journal.ndjson']),
  ]);
  return [`--- ${end}`, ...outcomes.map(({ stdout, stderr }) => `${stdout}${stderr}`)].join('\n');
}
