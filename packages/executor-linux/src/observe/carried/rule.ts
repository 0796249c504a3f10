import { refused } from '../../error.js';
import { withLength } from '../ip/route.js';
import type { Spoken } from '../ip/spoken.js';

/** A policy rule with all that ip(8) says of it. */
interface WholeRule {
  readonly priority: number;
  readonly not?: null;
  readonly src?: string;
  readonly srclen?: number;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly iif?: string;
  readonly oif?: string;
  readonly [field: string]: unknown;
}

/** How each field is said, in an order that does not change. */
const sayings: readonly (readonly [string, (rule: WholeRule) => readonly string[]])[] = [
  ['tos', ({ tos }) => ['tos', String(tos)]],
  ['fwmark', ({ fwmark, fwmask = '0xffffffff' }) => ['fwmark', `${fwmark}/${fwmask}`]],
  ['iif', ({ iif }) => ['iif', String(iif)]],
  ['oif', ({ oif }) => ['oif', String(oif)]],
  ['l3mdev', () => ['l3mdev']],
  ['uid_start', ({ uid_start, uid_end }) => ['uidrange', `${uid_start}-${uid_end}`]],
  ['ipproto', ({ ipproto }) => ['ipproto', String(ipproto).replace('ipproto-', '')]],
  ['sport', ({ sport }) => ['sport', `${sport}-${sport}`]],
  ['sport_start', ({ sport_start, sport_end }) => ['sport', `${sport_start}-${sport_end}`]],
  ['dport', ({ dport }) => ['dport', `${dport}-${dport}`]],
  ['dport_start', ({ dport_start, dport_end }) => ['dport', `${dport_start}-${dport_end}`]],
  ['tun_id', ({ tun_id }) => ['tun_id', String(tun_id)]],
  ['table', ({ table }) => ['lookup', String(table)]],
  ['suppress_prefixlen', ({ suppress_prefixlen }) => ['suppress_prefixlength', String(suppress_prefixlen)]],
  ['suppress_ifgroup', ({ suppress_ifgroup }) => ['suppress_ifgroup', String(suppress_ifgroup)]],
  ['goto', ({ goto }) => ['goto', String(goto)]],
  ['action', ({ action }) => [String(action)]],
  ['protocol', ({ protocol }) => ['protocol', String(protocol)]],
];

/** Fields that another says along, or that only say how the rule fares. */
const along: ReadonlySet<string> = new Set([
  ...['priority', 'not', 'src', 'srclen', 'dst', 'dstlen', 'fwmask', 'uid_end', 'sport_end', 'dport_end'],
  ...['iif_detached', 'oif_detached', 'unresolved'],
]);

/** Returns the rules that name the link. */
export function carriedRules(
  device: string,
  list: readonly unknown[],
  family: Spoken['family'],
): readonly Spoken[] {
  return (list as readonly WholeRule[])
    .filter(({ iif, oif }) => iif === device || oif === device)
    .map((rule) => ({ object: 'rule', family, words: spoken(rule).join(' ') }));
}

function spoken(rule: WholeRule): readonly string[] {
  const said = new Set(sayings.map(([field]) => field));
  const unknown = Object.keys(rule).find((field) => !said.has(field) && !along.has(field));
  if (unknown !== undefined) {
    throw refused(
      `the rule of priority ${rule.priority} has ${unknown}, which would be lost on the way back: take it away by hand, or name another NIC as the uplink; nothing was done`,
    );
  }
  const { priority, src = 'all', srclen, dst, dstlen } = rule;
  return [
    ...('not' in rule ? ['not'] : []),
    ...['priority', String(priority), 'from', selector(src, srclen)],
    ...(dst === undefined ? [] : ['to', selector(dst, dstlen)]),
    ...sayings.flatMap(([field, say]) => (field in rule ? say(rule) : [])),
  ];
}

function selector(address: string, length: number | undefined): string {
  if (address === 'all') return address;
  return length === undefined ? withLength(address) : `${address}/${length}`;
}
