import { type Dhcp, familyOf, hostOf, type Served } from './description.js';
import type { Service } from './service.js';

/** An IPv4 address that a DHCP server has leased. */
export interface Lease {
  readonly mac: string;
  readonly address: string;
}

/** Seconds of the shortest lease that dnsmasq gives (dnsmasq(8), dhcp-range). */
const shortest = 120;

/** Returns a server for an interface of a router, with addresses on the segment there. */
export function dhcpServer(dhcp: Dhcp, device: string, addresses: Served['addresses']): Service {
  return isShort(dhcp) ? udhcpd(dhcp, device, addresses) : dnsmasq(dhcp, device);
}

/** Says whether udhcpd serves it, which keeps leases to itself until it is sent SIGUSR1. */
export function isShort({ lease = shortest }: Dhcp): boolean {
  return lease < shortest;
}

function dnsmasq({ range, lease = shortest, routers, only, delay }: Dhcp, device: string): Service {
  return {
    configuration: ({ leases }) => [
      'port=0', // no name server
      `interface=${device}`,
      'bind-interfaces',
      `dhcp-range=${range.join(',')},${lease}s`,
      ...(routers === undefined ? [] : [`dhcp-option=${['option:router', ...routers].join(',')}`]),
      ...(only === undefined ? [] : [`dhcp-host=${only},${range[0]}`]),
      ...(delay === undefined ? [] : [`dhcp-reply-delay=${delay}`]),
      'dhcp-authoritative',
      'no-ping',
      `dhcp-leasefile=${leases}`,
      'log-facility=-',
      'user=root',
    ],
    argv: ({ configuration, pid }) => [
      'dnsmasq',
      '--keep-in-foreground',
      `--conf-file=${configuration}`,
      `--pid-file=${pid}`,
    ],
    serving: 'DHCP, sockets bound exclusively',
  };
}

function udhcpd(
  { range: [first, last], lease, routers, delay }: Dhcp,
  device: string,
  addresses: Served['addresses'],
): Service {
  if (delay !== undefined) throw new Error(`only leases of ${shortest} s and more can be offered late`);
  const own = addresses.find((address) => familyOf(address) === 'ipv4') ?? '';
  const [host, length] = [hostOf(own), Number(own.split('/')[1])];
  const named = routers ?? [host];
  return {
    configuration: ({ leases, pid }) => [
      `interface ${device}`,
      `start ${first}`,
      `end ${last}`,
      'min_lease 1',
      `option lease ${lease}`,
      `option subnet ${mask(length)}`,
      ...(named.length === 0 ? [] : [`option router ${named.join(' ')}`]),
      `lease_file ${leases}`,
      `pidfile ${pid}`,
      'auto_time 0',
    ],
    // It asks by ARP whether somebody has the address already, for as many milliseconds.
    argv: ({ configuration }) => ['busybox', 'udhcpd', '-f', '-I', host, '-a', '100', configuration],
    serving: 'started, v',
  };
}

function mask(length: number): string {
  const bits = (0xffffffff << (32 - length)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

/** Reads the leases in dnsmasq's file: `EXPIRY MAC ADDRESS NAME CLIENT`. */
export function dnsmasqLeases(text: string): readonly Lease[] {
  return text.split('\n').flatMap((line) => {
    const [, mac, address] = line.split(' ');
    return mac === undefined || address === undefined ? [] : [{ mac, address }];
  });
}

/**
 * Reads the leases that dumpleases(1) shows of udhcpd's file: `MAC ADDRESS NAME EXPIRY`. It shows those that are over,
 * too.
 */
export function udhcpdLeases(text: string): readonly Lease[] {
  return text.split('\n').flatMap((line) => {
    const [, mac, address] = /^([\da-f:]{17}) +([\d.]+) /.exec(line) ?? [];
    return mac === undefined || address === undefined || line.includes('expired') ? [] : [{ mac, address }];
  });
}
