import type { Family } from '@networkd/planner';
import type { Run } from '../run.js';
import { partsOf, type Source } from './dial.js';
import { type FoundPlace, gatewaysOf, lastingAddresses, readFoundPlace } from './found-place.js';

/** The table of routes, and the place among the rules, that are ours for as long as somebody dials. */
const table = '20036';
const preference = '78';
const protocol = ['protocol', '78'] as const;

const families = ['ipv4', 'ipv6'] as const;
const names: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };
const option: Readonly<Record<Family, string>> = { ipv4: '-4', ipv6: '-6' };

/** What leaves by a link in a family: from which address, to which gateway. */
interface Egress {
  readonly family: Family;
  readonly address: string;
  readonly gateway: string;
}

/**
 * Does work whose connections leave by a link of the host's: it is given the address to come from for each endpoint, or what
 * the link lacks. An address alone does not choose the link where another NIC has the better default route; then, and only for
 * as long as the work takes, a rule sends what comes from that address to the gateway of the link. What a process that died
 * left of that is removed first.
 */
export async function leavingBy<A>(
  run: Run,
  link: string,
  endpoints: readonly string[],
  work: (sources: ReadonlyMap<string, Source>) => Promise<A>,
): Promise<A> {
  await removeRules(run);
  const place = await readFoundPlace(run);
  const ways = new Map(families.map((family) => [family, egressOf(place, link, family)]));
  const sources = new Map<string, Source>();
  const led = new Map<Family, Egress>();
  for (const endpoint of endpoints) {
    const host = partsOf(endpoint)?.host;
    if (host === undefined) continue;
    const family = host.includes(':') ? 'ipv6' : 'ipv4';
    const egress = ways.get(family);
    if (typeof egress !== 'object') {
      sources.set(endpoint, { lacks: egress ?? '' });
      continue;
    }
    sources.set(endpoint, { address: egress.address });
    if ((await linkTowards(run, host, egress)) !== link) led.set(family, egress);
  }
  try {
    for (const egress of led.values()) await addRule(run, link, egress);
    return await work(sources);
  } finally {
    if (led.size > 0) await removeRules(run);
  }
}

/** By what address and gateway the link leads out, or what it lacks. */
function egressOf(place: FoundPlace, link: string, family: Family): Egress | string {
  const found = place.links.find(({ ifname }) => ifname === link);
  if (found === undefined) return `there is no link ${link}`;
  const address = lastingAddresses(found).find((each) => each.address.kind === family)?.address.text;
  if (address === undefined) return `${link} has no ${names[family]} address`;
  const gateway = gatewaysOf(found, place).find(({ kind }) => kind === family)?.text;
  return gateway === undefined ? `${link} has no ${names[family]} gateway` : { family, address, gateway };
}

/** The link by which the kernel sends what comes from the address, if it knows any. */
async function linkTowards(run: Run, host: string, { family, address }: Egress): Promise<string | undefined> {
  const argv = ['ip', option[family], '-oneline', 'route', 'get', host, 'from', address];
  return / dev (\S+)/.exec((await run({ argv })).stdout)?.[1];
}

async function addRule(run: Run, link: string, { family, address, gateway }: Egress): Promise<void> {
  const ip = ['ip', option[family]];
  const route = ['default', 'via', gateway, 'dev', link, 'onlink', 'table', table, ...protocol];
  await run({ argv: [...ip, 'route', 'replace', ...route] });
  const rule = ['from', address, 'lookup', table, 'preference', preference, ...protocol];
  await run({ argv: [...ip, 'rule', 'add', ...rule] });
}

/** Removes our rules and their table; where there are none that changes nothing. */
async function removeRules(run: Run): Promise<void> {
  for (const family of families) {
    const ip = ['ip', option[family]];
    const rule = ['rule', 'delete', 'preference', preference, 'lookup', table, ...protocol];
    for (let left = 8; left > 0 && (await run({ argv: [...ip, ...rule] })).status === 0; ) left--;
    await run({ argv: [...ip, 'route', 'flush', 'table', table] });
  }
}
