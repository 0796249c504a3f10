import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { dhcpScript } from '@networkd/planner';

/** A program that takes a NIC for its own: it goes on to give it addresses and routes when it is a member of a bridge. */
export interface NicOwner {
  readonly nic: string;
  /** Its name, and its process where that is a client of single NICs. */
  readonly who: string;
  /** How it is told to leave the NIC alone, and that it is left alone here. */
  readonly remedy: string;
}

/** A process in the host's namespace. */
interface Program {
  readonly pid: string;
  readonly name: string;
  readonly words: readonly string[];
}

/** Returns who owns each of the NICs, by what runs in the host's namespace. */
export function nicOwners(nics: readonly string[]): readonly NicOwner[] {
  const programs = programsHere();
  return nics.flatMap((nic) => [
    ...programs.flatMap((each) => clientOf(each, nic)),
    ...managers.flatMap(({ name, manages, remedy }) =>
      programs.some((each) => each.name === name) && manages(textOf(`/sys/class/net/${nic}/ifindex`).trim())
        ? [{ nic, who: name, remedy: `${remedy(nic)}; ${orElse}` }]
        : [],
    ),
  ]);
}

const orElse = 'or put the NIC into ignore of the node configuration';

/** Whether a DHCP client with these words asks on the NIC: one that names no link asks on all. */
const clients: Readonly<Record<string, (words: readonly string[], nic: string) => boolean>> = {
  dhclient: isNamed,
  dhcpcd: isNamed,
  udhcpc: (words, nic) => linkOfUdhcpc(words) === nic && !isOurs(words),
};

function clientOf({ pid, name, words }: Program, nic: string): readonly NicOwner[] {
  if (clients[name]?.(words, nic) !== true) return [];
  const remedy = `have it not start again on ${nic} (in /etc/network/interfaces: iface ${nic} inet manual) and run: kill ${pid}; ${orElse}`;
  return [{ nic, who: `${name} (process ${pid})`, remedy }];
}

function isNamed(words: readonly string[], nic: string): boolean {
  return words.includes(nic) || words.every((word) => word.startsWith('-'));
}

/** Says whether the client is ours. A probe that was killed has begun it, it runs our script, and it ends by itself. */
function isOurs(words: readonly string[]): boolean {
  return words.some((word) => word.endsWith(`/${dhcpScript.state}`));
}

/** Returns the link that udhcpc asks on. Without the option it is `eth0`, as its help says. */
function linkOfUdhcpc(words: readonly string[]): string {
  const at = words.findIndex((word) => /^(?:-i|--interface)$/.test(word));
  const joined = words.find((word) => /^(?:-i|--interface=)./.test(word));
  return (at < 0 ? joined?.replace(/^(?:-i|--interface=)/, '') : words[at + 1]) ?? 'eth0';
}

/** Those that own links by their own settings, and write down which: by its index a link. */
const managers = [
  {
    name: 'systemd-networkd',
    manages: (index: string) =>
      /^ADMIN_STATE=(?!unmanaged$)./m.test(textOf(`/run/systemd/netif/links/${index}`)),
    remedy: (nic: string) =>
      `write to /etc/systemd/network/00-${nic}.network, a line each: [Match], Name=${nic}, [Link], Unmanaged=yes; then run: networkctl reload`,
  },
  {
    name: 'NetworkManager',
    manages: (index: string) => /^managed=(?:true|1)$/m.test(textOf(`/run/NetworkManager/devices/${index}`)),
    remedy: (nic: string) =>
      `write to /etc/NetworkManager/conf.d/99-${nic}.conf, a line each: [keyfile], unmanaged-devices+=interface-name:${nic}; then run: nmcli general reload`,
  },
] as const;

/**
 * Returns the known programs that run in our namespace. Some write into their command line what they do, as
 * `dhcpcd: eth0 [ip4]`. busybox(1) is what its first word says.
 */
function programsHere(): readonly Program[] {
  const here = namespaceOf('self');
  const known = [...Object.keys(clients), ...managers.map(({ name }) => name)];
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const all = textOf(`/proc/${pid}/cmdline`).split(/[\0 ]+/);
    const [first = '', ...words] = basename(all[0] ?? '') === 'busybox' ? all.slice(1) : all;
    const name = basename(first).replace(/:$/, '');
    if (!known.includes(name) || namespaceOf(pid) !== here) return [];
    return [{ pid, name, words: words.filter((word) => word !== '') }];
  });
}

function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
