import { readdirSync, readFileSync } from 'node:fs';
import { type Foreign, hostMetric, listTables, routeProtocol } from '@networkd/planner';
import type { Invocation, Run } from '../../command/run.js';
import { ask } from '../ask.js';
import { assignedAmong, assignFile, assignFiles } from '../file/assigned.js';
import { filesAnd, printed } from '../file/file.js';
import { disableIpv6File, disablesIpv6, parameterFiles, parametersIn } from '../file/parameter.js';
import { portsIn, udpFiles, unixFile, userspaceDevicesIn } from '../file/socket.js';
import { listsIn } from '../ip/json.js';
import { type FoundLink, linksIn } from '../ip/link.js';
import { type FoundRoute, othersIn, routesIn } from '../ip/route.js';
import { type FoundRule, rulesIn } from '../ip/rule.js';
import { type NamedTable, tablesIn } from '../nft/table.js';

/** What was found in a network namespace. */
export interface Place {
  /** Absent: the host's. */
  readonly netns?: string;
  readonly links: readonly FoundLink[];
  /** UDP ports that sockets hold. */
  readonly ports: ReadonlySet<number>;
  /** Says whether the namespace keeps out of the link's IPv6. */
  readonly disablesIpv6: (link: string) => boolean;
  /** Links of which somebody has set the MAC address. */
  readonly assigned: ReadonlySet<string>;
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
  /** Those with our names. */
  readonly tables: readonly NamedTable[];
  /** Those of our protocol number, as the rules. */
  readonly routes: readonly FoundRoute[];
}

/** The host's namespace, and the names of its links by their indices. */
export interface HostPlace extends Place {
  readonly nameByIndex: ReadonlyMap<number, string>;
  /** Routes of others that ours would take the place of. */
  readonly othersRoutes: NonNullable<Foreign['routes']>;
}

/** A namespace with a name. */
export interface NamedPlace extends Place {
  readonly netns: string;
  /** Userspace WireGuard devices whose sockets are in it. */
  readonly userspace: ReadonlySet<string>;
  readonly rules: readonly FoundRule[];
  /** Has somebody else made rules in it? */
  readonly hasOthersRules: boolean;
}

/** Numbers are not put into words, since every machine may have its own. */
export const ip = ['ip', '-N', '-json', '-details'] as const;

/** What ip(8) is asked in a batch; without a family that is links and routes of both, and rules of IPv4. */
const questions = ['address show', `route show table all proto ${routeProtocol}`];
const ofHost = [...questions, `route show table all metric ${hostMetric}`];
const ofNamed = [...questions, 'rule show'];

/** Returns lines as a batch of ip(8) reads them. */
export const stdinOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;

/** Reads the host's own namespace. It is ours, so its files are read without a process. */
export async function readHost(run: Run): Promise<HostPlace> {
  const batch: Invocation = { argv: [...ip, '-batch', '-'], stdin: stdinOf(ofHost) };
  const [batched, listed] = await Promise.all([ask(run, batch), ask(run, { argv: listTables })]);
  const [shown = [], routes = [], same = []] = listsIn(batched, ofHost.length, batch);
  const links = linksIn(shown);
  const names = links.map(({ ifname }) => ifname);
  const files = new Map(
    [...parameterFiles(undefined, names), ...udpFiles]
      .filter((file) => !file.includes('*'))
      .map((file) => [file, linesOf(file.replace('/proc/net/', '/proc/self/net/'))]),
  );
  return {
    links,
    nameByIndex: new Map(links.map(({ ifindex, ifname }) => [ifindex, ifname])),
    ports: portsIn(udpFiles.flatMap((file) => files.get(file) ?? [])),
    disablesIpv6: (link) => disablesIpv6(linesOf(disableIpv6File(link))),
    assigned: assignedAmong(namesIn('/sys/class/net'), (link) => linesOf(assignFile(link))),
    parameters: parametersIn(files, undefined, names),
    tables: tablesIn(listed),
    routes: routesIn(routes),
    othersRoutes: othersIn(same),
  };
}

/** What of a namespace ip(8) does not tell in one go, each on a line of its own. */
const before = `${ip.join(' ')} -6 rule show </dev/null || exit
${ip.join(' ')} -batch - || exit
`;

/** Reads a namespace with a name, by one process. */
export async function readPlace(run: Run, netns: string): Promise<NamedPlace> {
  const asked = [...parameterFiles(netns), ...udpFiles, unixFile, assignFiles];
  const invocation = { ...filesAnd(netns, asked, listTables, before), stdin: stdinOf(ofNamed) };
  const { files, rest } = printed(await ask(run, invocation));
  const end = rest.search(/^table /m);
  const [lists, listed] = end < 0 ? [rest, ''] : [rest.slice(0, end), rest.slice(end)];
  const [rules6 = [], links = [], routes = [], rules = []] = listsIn(lists, 1 + ofNamed.length, invocation);
  const both = [rulesIn(rules, 'ipv4'), rulesIn(rules6, 'ipv6')];
  const linesIn = (file: string) => files.get(file);
  return {
    netns,
    links: linksIn(links),
    ports: portsIn(udpFiles.flatMap((file) => linesIn(file) ?? [])),
    userspace: userspaceDevicesIn(linesIn(unixFile) ?? []),
    disablesIpv6: (link) => disablesIpv6(linesIn(disableIpv6File(link))),
    assigned: assignedAmong(
      linksIn(links).map(({ ifname }) => ifname),
      (link) => linesIn(assignFile(link)),
    ),
    parameters: parametersIn(files, netns),
    tables: tablesIn(listed),
    routes: routesIn(routes),
    rules: both.flatMap(({ ours }) => ours),
    hasOthersRules: both.some(({ haveOthers }) => haveOthers),
  };
}

/** Returns the lines of a file. A file that is not there has none: what it would be about is not there either. */
function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
