import { type FoundAddress, type FoundLink, globalScope, isChosen } from '../ip/link.js';
import type { Ipv6Habits, Spoken } from '../ip/spoken.js';

/** What ip(8) says of a time without end. */
const forever = 0xffff_ffff;

const flags = ['noprefixroute', 'home', 'mngtmpaddr', 'autojoin', 'nodad'] as const;

/**
 * Returns the addresses that somebody gave the link, in the order in which they are to be given again. In IPv4 the
 * primary comes first, and in IPv6 the kernel lists the latest first.
 */
export function carriedAddresses(link: FoundLink, habits: Ipv6Habits): readonly Spoken[] {
  const { addr_info = [] } = link;
  const four = addr_info.filter(({ family }) => family === 'inet');
  const six = addr_info.filter((each) => each.family === 'inet6' && isGiven(each, habits));
  return [
    ...four.map((each) => spoken(each, link, 'ipv4')),
    ...six.toReversed().map((each) => spoken(each, link, 'ipv6')),
  ];
}

/** Returns the link with only its plain addresses, those without further attributes. We give ours as such. */
export function withPlain(link: FoundLink): FoundLink {
  const { ifname, addr_info = [] } = link;
  const isPlain = ({ address, broadcast, label = ifname, metric, ...rest }: FoundAddress) =>
    (address ?? broadcast ?? metric) === undefined &&
    label === ifname &&
    flags.every((flag) => flag === 'nodad' || rest[flag] !== true);
  return { ...link, addr_info: addr_info.filter(isPlain) };
}

/** Says whether somebody gave it, and not the kernel itself. */
function isGiven(
  { local = '', scope, dynamic, temporary, mngtmpaddr }: FoundAddress,
  habits: Ipv6Habits,
): boolean {
  if (scope !== globalScope && local.startsWith('fe80:')) return isChosen(local);
  if (temporary === true) return false;
  const isAdvertised = dynamic === true && mngtmpaddr === true;
  return !(isAdvertised && habits.heedsRouters);
}

function spoken(found: FoundAddress, { ifname }: FoundLink, family: Spoken['family']): Spoken {
  const { local, address, prefixlen, broadcast, scope = globalScope, label = ifname, metric } = found;
  const words = [
    ...(address === undefined ? [`${local}/${prefixlen}`] : [local, 'peer', `${address}/${prefixlen}`]),
    ...['dev', ifname],
    ...(broadcast === undefined ? [] : ['broadcast', broadcast]),
    ...(family === 'ipv6' || scope === globalScope ? [] : ['scope', scope]),
    ...(family === 'ipv6' || label === ifname ? [] : ['label', label]),
    ...(metric === undefined ? [] : ['metric', String(metric)]),
    ...flags.filter((flag) => found[flag] === true),
  ];
  const { valid_life_time: valid = forever, preferred_life_time: preferred = forever } = found;
  if (valid === forever) {
    const old = preferred === forever ? [] : ['preferred_lft', String(preferred)];
    return { object: 'address', family, words: [...words, ...old].join(' ') };
  }
  return { object: 'address', family, words: words.join(' '), validLft: valid, preferredLft: preferred };
}
