import type { Family } from '@networkd/planner';
import { present } from '@networkd/planner';
import type { Run } from '../command/run.js';
import { partsOf, type Source } from './dial.js';

/** The table of routes, and the place among the rules, that are ours for as long as somebody dials. */
const table = '20036';
const preference = '78';
const protocol = ['protocol', '78'] as const;

const families = ['ipv4', 'ipv6'] as const;
const names: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };
const option: Readonly<Record<Family, string>> = { ipv4: '-4', ipv6: '-6' };

/** How packets leave by a link: from which address, to which gateway. */
interface Egress {
  readonly family: Family;
  readonly address: string;
  /** Absent: it is on the link itself. */
  readonly gateway?: string;
}

/**
 * Runs work whose connections leave by one link of the host. The work is given the address to come from for each
 * endpoint, or what the link lacks. An address alone does not choose the link where another NIC has the better default
 * route. Then a rule sends what comes from that address to the gateway of the link, only for as long as the work takes.
 * Rules that a process left when it died are removed first.
 */
export async function leavingBy<A>(
  run: Run,
  link: string,
  endpoints: readonly string[],
  work: (sources: ReadonlyMap<string, Source>) => Promise<A>,
): Promise<A> {
  await removeRules(run);
  const sources = new Map<string, Source>();
  const led = new Map<string, Egress>();
  for (const endpoint of endpoints) {
    const host = partsOf(endpoint)?.host;
    if (host === undefined) continue;
    const egress = await egressTo(run, link, host);
    if (typeof egress === 'string') {
      sources.set(endpoint, { lacks: `${link} ${egress} in ${names[familyOf(host)]}` });
      continue;
    }
    sources.set(endpoint, { address: egress.address });
    if ((await linkTowards(run, host, egress)) !== link) led.set(egress.address, egress);
  }
  try {
    for (const egress of led.values()) await addRule(run, link, egress);
    return await work(sources);
  } finally {
    if (led.size > 0) await removeRules(run);
  }
}

function familyOf(host: string): Family {
  return host.includes(':') ? 'ipv6' : 'ipv4';
}

/**
 * Returns by what address of the link and what gateway the kernel gets there, where it is told to go by that link.
 * Returns what the link lacks where it cannot. Where a link has no address, the kernel takes one of another link. That
 * link then leads there, and this proves nothing.
 */
async function egressTo(run: Run, link: string, host: string): Promise<Egress | string> {
  const family = familyOf(host);
  const ip = ['ip', option[family], '-oneline'];
  const { status, stdout } = await run({ argv: [...ip, 'route', 'get', host, 'oif', link] });
  const address = / src (\S+)/.exec(stdout)?.[1];
  const gateway = / via (?:inet6 )?(\S+)/.exec(stdout)?.[1];
  if (status !== 0 || address === undefined) return 'leads to no gateway';
  const own = await run({ argv: [...ip, 'address', 'show', 'dev', link, 'to', address] });
  if (own.stdout === '') return 'has no address';
  return { family, address, ...present({ gateway }) };
}

/** Returns the link by which the kernel sends what comes from the address, if it knows any. */
async function linkTowards(run: Run, host: string, { family, address }: Egress): Promise<string | undefined> {
  const argv = ['ip', option[family], '-oneline', 'route', 'get', host, 'from', address];
  return / dev (\S+)/.exec((await run({ argv })).stdout)?.[1];
}

async function addRule(run: Run, link: string, { family, address, gateway }: Egress): Promise<void> {
  const ip = ['ip', option[family]];
  // The kernel takes `onlink` of a gateway only.
  const via = gateway === undefined ? ['dev', link] : ['via', gateway, 'dev', link, 'onlink'];
  await run({ argv: [...ip, 'route', 'replace', 'default', ...via, 'table', table, ...protocol] });
  const rule = ['from', address, 'lookup', table, 'preference', preference, ...protocol];
  await run({ argv: [...ip, 'rule', 'add', ...rule] });
}

/** Removes our rules and their table. Changes nothing where there are none. */
async function removeRules(run: Run): Promise<void> {
  for (const family of families) {
    const ip = ['ip', option[family]];
    const rule = ['rule', 'delete', 'preference', preference, 'lookup', table, ...protocol];
    for (let left = 8; left > 0 && (await run({ argv: [...ip, ...rule] })).status === 0; ) left--;
    await run({ argv: [...ip, 'route', 'flush', 'table', table] });
  }
}
