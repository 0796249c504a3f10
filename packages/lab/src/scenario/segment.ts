import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sh } from './foreign.js';

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
    /** Options as dnsmasq(8) has them, `26,1400`. */
    readonly options?: readonly string[];
  };
  /** The router's IPv6 address with its prefix length: the prefix is advertised. */
  readonly advertised?: string;
  /** What radvd.conf(5) says of the interface beside that, `AdvLinkMTU 1400;`. */
  readonly advertisement?: string;
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
export async function serve(nic: string, { dhcp, advertised, advertisement = '' }: Segment): Promise<void> {
  const [room, gateway] = roomOf(nic);
  await silence(nic);
  sh(`
    ip -n ${room} address flush dev ${gateway} scope global
    ${dhcp === undefined ? '' : `ip -n ${room} address add ${dhcp.address} dev ${gateway}`}
    ${advertised === undefined ? '' : `ip -n ${room} address add ${advertised} dev ${gateway} nodad`}
  `);
  if (dhcp !== undefined) await start(nic, 'dnsmasq', dnsmasq(nic, dhcp));
  if (advertised !== undefined) await start(nic, 'radvd', radvd(nic, advertisement));
}

function dnsmasq(
  nic: string,
  { range, routers, lease = 120, delay, options = [] }: NonNullable<Segment['dhcp']>,
) {
  return [
    ...['--keep-in-foreground', '--conf-file=/dev/null', '--port=0', '--user=root', '--log-facility=-'],
    ...[`--interface=${roomOf(nic)[1]}`, '--bind-interfaces', `--pid-file=${pidFile(nic, 'dnsmasq')}`],
    ...[`--dhcp-range=${range},${lease}s`, '--no-ping', '--dhcp-authoritative'],
    `--dhcp-leasefile=${leaseFile(nic)}`,
    ...(routers === undefined ? [] : [`--dhcp-option=${['3', ...routers].join(',')}`]),
    ...options.map((option) => `--dhcp-option=${option}`),
    ...(delay === undefined ? [] : [`--dhcp-reply-delay=${delay}`]),
  ];
}

function radvd(nic: string, said: string) {
  const file = join(scratch, `${nic}.radvd.conf`);
  // Without a word of its own a router is one for three intervals: on a busy machine it would be none before it is heard again.
  const settings = 'AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; AdvDefaultLifetime 1800;';
  writeFileSync(file, `interface ${roomOf(nic)[1]} { ${settings} ${said} prefix ::/64 {}; };\n`);
  return ['-n', '-m', 'stderr', '-C', file, '-p', pidFile(nic, 'radvd')];
}

async function start(nic: string, name: string, words: readonly string[]): Promise<void> {
  const log = join(scratch, `${nic}.${name}`);
  const output = openSync(log, 'w');
  spawn('ip', ['netns', 'exec', roomOf(nic)[0], name, ...words], { stdio: ['ignore', output, output] });
  for (let tries = 0; !existsSync(pidFile(nic, name)); tries++) {
    if (tries > 100) throw new Error(`no ${name} for ${nic}: ${readFileSync(log, 'utf8')}`);
    await sleep(20);
  }
  await sleep(100);
}

/** Ends who answers on a segment. */
export async function silence(nic: string): Promise<void> {
  for (const file of ['dnsmasq', 'radvd'].map((name) => pidFile(nic, name))) {
    if (existsSync(file)) sh(`kill $(cat ${file}); rm -f ${file} ${leaseFile(nic)}`);
  }
  await sleep(100);
}

/** Returns the addresses that the segment's server has lent. */
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

function pidFile(nic: string, name: string): string {
  return join(scratch, `${nic}.${name}.pid`);
}

function leaseFile(nic: string): string {
  return join(scratch, `${nic}.dnsmasq.leases`);
}
