import type { Field, FieldMatch } from './field.js';
import type { Limit, Match } from './rule.js';

/** Matches packets that come in by one of the interfaces. */
export const iifname = (...names: readonly string[]): FieldMatch => field('iifname', names);

/** Matches packets that go out by one of the interfaces. */
export const oifname = (...names: readonly string[]): FieldMatch => field('oifname', names);

/** Matches packets that come in by an interface of the group, ip-link(8). */
export const iifgroup = (group: number): FieldMatch => field('iifgroup', [group]);

/** Matches packets that go out by an interface of the group, ip-link(8). */
export const oifgroup = (group: number): FieldMatch => field('oifgroup', [group]);

/** Matches packets by what conntrack knows of their connection. */
export const ctState = (state: 'established,related' | 'invalid'): FieldMatch => field('ct state', [state]);

export const icmpType = (...types: readonly string[]): FieldMatch => field('icmp type', types);

export const icmpv6Type = (...types: readonly string[]): FieldMatch => field('icmpv6 type', types);

/** Matches packets of IPv6 that have so many hops left: those with 255 no router has forwarded. */
export const hopLimit = (hops: 1 | 255): FieldMatch => field('ip6 hoplimit', [hops]);

export const tcpDport = (...ports: readonly number[]): FieldMatch => field('tcp dport', ports);

export const udpSport = (port: number): FieldMatch => field('udp sport', [port]);

export const udpDport = (port: number): FieldMatch => field('udp dport', [port]);

/** Matches packets of UDP. */
export const udp: FieldMatch = field('meta l4proto', ['udp']);

/** Matches packets that begin or answer the beginning of a TCP connection. */
export const tcpSyn: FieldMatch = field('tcp flags', ['syn']);

/** Matches packets for one of the IPv4 networks. */
export const ipDaddr = (...networks: readonly string[]): FieldMatch => field('ip daddr', networks);

/** Matches packets for one of the IPv6 networks. */
export const ip6Daddr = (...networks: readonly string[]): FieldMatch => field('ip6 daddr', networks);

/** Matches packets that bear the bits. */
export const marked = (mark: string): Match => ({ kind: 'marked', mark });

/** Matches so many packets a second. */
export const atMost = (rate: number, burst: number): Limit => ({ kind: 'limit', isOver: false, rate, burst });

/** Matches the packets beyond so many a second. */
export const faster = (rate: number, burst: number): Limit => ({ kind: 'limit', isOver: true, rate, burst });

/** Matches where there are more connections than that. */
export const moreConnections = (over: number): Match => ({ kind: 'count', over });

/** Matches where the field has none of the values. */
export const not = (match: FieldMatch): FieldMatch => ({ ...match, isNot: true });

function field(name: Field, values: readonly (string | number)[]): FieldMatch {
  return { kind: 'field', field: name, isNot: false, values };
}
