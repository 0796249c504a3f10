import type { Description, Machine, Nic } from '../underlay/description.js';
import { defaultRoutes, interfacesScript } from '../underlay/interfaces.js';
import { inNetns, reporting } from './shell.js';

/** Where a machine finds its own files: all that it keeps over a reboot, and that the laboratory wants to hand it. */
export const disk = '/run/lab';

/** Returns the namespace of a machine's host. */
export function machineNetns({ name }: Pick<Machine, 'name'>): string {
  return `machine-${name}`;
}

/**
 * Makes a machine of new namespaces, as their first process, and stays that. Expects the machine's network namespace
 * with its interfaces in it, and its files in `disk` under its name.
 *
 * - `/run`, `/sys` and `/etc/resolv.conf` are its own.
 * - The first process lets the kernel reap what others leave behind: it ignores SIGCHLD (wait(2)).
 */
export function bootScript(description: Description, machine: Machine): string {
  const { name, nics } = machine;
  const host = nics.filter(({ netns }) => netns === undefined);
  const open = nics.filter(({ netns }) => netns !== undefined);
  const boot = reporting(machineNetns(machine), [
    `cd ${disk}/${name}`,
    'mount -t tmpfs -o mode=755 tmpfs /run',
    `mkdir -p /run/netns /run/wireguard /run/lock ${disk}`,
    `mount --no-canonicalize --bind . ${disk}`,
    '[ -L /var/run ] || mount --bind /run /var/run',
    // What DHCP says of name servers is not for the machine that the laboratory is on.
    ': >/run/resolv.conf',
    '[ ! -e /etc/resolv.conf ] || mount --bind /run/resolv.conf /etc/resolv.conf',
    'mount -t sysfs sysfs /sys',
    'echo 0 >/proc/sys/net/ipv4/ip_forward',
    nicsScript(description, host),
    ...(open.length === 0
      ? []
      : [
          'ip netns add public',
          ...open.map((nic) => `ip link set dev ${nic.name} netns public`),
          inNetns('public', `set -e\n${nicsScript(description, open)}`),
        ]),
  ]);
  return `${boot}\nexec env --ignore-signal=CHLD sleep infinity`;
}

function nicsScript(description: Description, nics: readonly Nic[]): string {
  return interfacesScript(
    nics.filter(({ addresses }) => addresses.length > 0),
    nics.flatMap((nic, i) => defaultRoutes(description, nic, i + 1)),
  );
}
