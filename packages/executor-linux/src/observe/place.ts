import { readFileSync } from 'node:fs';
import type { Invocation, Run } from '../run.js';
import { ask } from './ask.js';
import { filesAnd, printed } from './file.js';
import { listsIn } from './json.js';
import { type FoundLink, linksIn } from './link.js';
import { publicNetns } from './namespace.js';
import { disableIpv6File, disablesIpv6 } from './parameter.js';
import { portsIn, udpFiles, unixFile, userspaceDevicesIn } from './socket.js';

/** What was found in any network namespace. */
export interface Place {
  /** Absent: the host's. */
  readonly netns?: string;
  readonly links: readonly FoundLink[];
  /** UDP ports that sockets hold. */
  readonly ports: ReadonlySet<number>;
  /** Does the namespace keep out of the link's IPv6? */
  readonly disablesIpv6: (link: string) => boolean;
}

/** The host's namespace, and the names of its links by their indices. */
export interface HostPlace extends Place {
  readonly nameByIndex: ReadonlyMap<number, string>;
}

/** The `public` namespace, and of which userspace devices the sockets are in it. */
export interface PublicPlace extends Place {
  readonly userspace: ReadonlySet<string>;
}

/** What shows the links of a namespace: numbers are not put into words, since every machine may have its own. */
const showLinks = ['ip', '-N', '-json', '-details', 'address', 'show'] as const;

/** The host's own namespace, which is ours: its files are read without a process. */
export async function readHost(run: Run): Promise<HostPlace> {
  const invocation: Invocation = { argv: showLinks };
  const links = linksOf(await ask(run, invocation), invocation);
  return {
    links,
    nameByIndex: new Map(links.map(({ ifindex, ifname }) => [ifindex, ifname])),
    ports: portsIn(udpFiles.flatMap((file) => linesOf(file.replace('/proc/', '/proc/self/')))),
    disablesIpv6: (link) => disablesIpv6(linesOf(disableIpv6File(link))),
  };
}

/** The `public` namespace. */
export async function readPublic(run: Run): Promise<PublicPlace> {
  const invocation = filesAnd(publicNetns, [...udpFiles, unixFile, disableIpv6File('*')], showLinks);
  const { files, rest } = printed(await ask(run, invocation));
  return {
    netns: publicNetns,
    links: linksOf(rest, invocation),
    ports: portsIn(udpFiles.flatMap((file) => files.get(file) ?? [])),
    userspace: userspaceDevicesIn(files.get(unixFile) ?? []),
    disablesIpv6: (link) => disablesIpv6(files.get(disableIpv6File(link))),
  };
}

function linksOf(text: string, invocation: Invocation): readonly FoundLink[] {
  return listsIn(text, 1, invocation).flatMap(linksIn);
}

/** Of a file that is not there, none: what it would be about is not there either. */
function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
