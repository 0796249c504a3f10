import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sh } from '../machine/foreign.js';

/** What is at the other end of a NIC's cable: a namespace with a router, and who answers there. */
export interface Segment {
  /** The router's IPv4 address with its prefix length, and the range that it lends. */
  readonly dhcp?: {
    readonly address: string;
    readonly range: string;
    /** Absent: the router itself; empty: none. */
    readonly routers?: readonly string[];
    /** Seconds; absent: 120, the shortest there is. */
    readonly lease?: number;
    /** Seconds before an answer. */
    readonly delay?: number;
  };
  /** The router's IPv6 address with its prefix length: the prefix is advertised. */
  readonly advertised?: string;
  /** Is the other end of the cable down? */
  readonly isUnplugged?: boolean;
}

const scratch = process.env['SCRATCH'] ?? '/tmp';

/** Puts a NIC into the machine, with a segment behind it: namespace `lan-NIC`, its end of the cable `gw-NIC`. */
export async function plug(nic: string, segment: Segment): Promise<void> {
  const [room, gateway] = roomOf(nic);
  sh(`
    ip netns add ${room}
    ip -n ${room} link set lo up
    # A router that has just come up itself would answer from an address that is no router's.
    ip netns exec ${room} sysctl -qw net.ipv6.conf.default.accept_dad=0
    ip link add ${nic} type veth peer name ${gateway} netns ${room}
    ${segment.isUnplugged === true ? '' : `ip -n ${room} link set ${gateway} up`}
  `);
  await serve(nic, segment);
}

/** Starts who answers on a segment, in place of who did. */
export async function serve(nic: string, { dhcp, advertised }: Segment): Promise<void> {
  const [room, gateway] = roomOf(nic);
  await silence(nic);
  sh(`
    ip -n ${room} address flush dev ${gateway} scope global
    ${dhcp === undefined ? '' : `ip -n ${room} address add ${dhcp.address} dev ${gateway}`}
    ${advertised === undefined ? '' : `ip -n ${room} address add ${advertised} dev ${gateway} nodad`}
  `);
  if (dhcp === undefined && advertised === undefined) return;
  const log = join(scratch, `${nic}.dnsmasq`);
  const { routers, lease = 120 } = dhcp ?? {};
  const words = [
    ...['--keep-in-foreground', '--conf-file=/dev/null', '--port=0', '--user=root', '--log-facility=-'],
    ...[`--interface=${gateway}`, '--bind-interfaces', `--pid-file=${pidFile(nic)}`],
    ...(dhcp === undefined
      ? []
      : [`--dhcp-range=${dhcp.range},${lease}s`, '--no-ping', '--dhcp-authoritative']),
    ...(routers === undefined ? [] : [`--dhcp-option=${['3', ...routers].join(',')}`]),
    ...(dhcp?.delay === undefined ? [] : [`--dhcp-reply-delay=${dhcp.delay}`]),
    `--dhcp-leasefile=${leaseFile(nic)}`,
    ...(advertised === undefined ? [] : ['--enable-ra', `--dhcp-range=::,constructor:${gateway},ra-only`]),
  ];
  const output = openSync(log, 'w');
  spawn('ip', ['netns', 'exec', room, 'dnsmasq', ...words], { stdio: ['ignore', output, output] });
  for (let tries = 0; !existsSync(pidFile(nic)); tries++) {
    if (tries > 100) throw new Error(`no dnsmasq on ${gateway}: ${readFileSync(log, 'utf8')}`);
    await sleep(20);
  }
  await sleep(100);
}

/** Ends who answers on a segment. */
export async function silence(nic: string): Promise<void> {
  if (!existsSync(pidFile(nic))) return;
  sh(`kill $(cat ${pidFile(nic)}); rm -f ${pidFile(nic)} ${leaseFile(nic)}`);
  await sleep(100);
}

/** The addresses that the segment's server has lent. */
export function lentOn(nic: string): readonly string[] {
  const lines = existsSync(leaseFile(nic)) ? readFileSync(leaseFile(nic), 'utf8').split('\n') : [];
  return lines.flatMap((line) => {
    const [, mac, address] = line.split(' ');
    return mac?.includes(':') === true && address !== undefined ? [address] : [];
  });
}

/** Pulls the cable out of the other end, or puts it back. */
export function cable(nic: string, state: 'up' | 'down'): void {
  const [room, gateway] = roomOf(nic);
  sh(`ip -n ${room} link set ${gateway} ${state}`);
}

/** Waits until something holds, up to some seconds; says whether it does. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 15): Promise<boolean> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (await holds()) return true;
    await sleep(50);
  }
  return holds();
}

function roomOf(nic: string): readonly [room: string, gateway: string] {
  return [`lan-${nic}`, `gw-${nic}`];
}

function pidFile(nic: string): string {
  return join(scratch, `${nic}.dnsmasq.pid`);
}

function leaseFile(nic: string): string {
  return join(scratch, `${nic}.dnsmasq.leases`);
}
