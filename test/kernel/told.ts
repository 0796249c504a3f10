import type { Kernel } from '@networkd/planner/testing';
import { devicesOf } from './devices.js';
import { parameters } from './look.js';

/** The fake kernel as lines, in the words of `foundLines`. */
export function toldLines(kernel: Kernel): readonly string[] {
  const lines = [...kernel.namespaces].flatMap(([name, each]) => [
    `netns ${name}`,
    ...netnsLines(each).map((line) => `${line} in ${name}`),
  ]);
  return [...lines, ...devicesOf(kernel).flatMap(deviceLines)].sort();
}

type NamespaceOf<K> = K extends { namespaces: ReadonlyMap<string, infer N> } ? N : never;

function netnsLines({ links, routes, rules, tables, sysctls }: NamespaceOf<Kernel>): readonly string[] {
  return [
    ...[...links.values()].flatMap((link) => linkLines(link, links)),
    ...routes.map(
      ({ destination, via = '-', device, metric }) =>
        `route ${destination} via ${via} dev ${device} metric ${metric}`,
    ),
    ...rules.map(
      ({ family, priority, from = 'all', to = 'all', table }) =>
        `rule ${family} ${priority} from ${from} to ${to} table ${table}`,
    ),
    ...[...tables.values()].map(({ name }) => `nft ${name}`),
    ...parameters.map((key) => `${key} = ${sysctls.get(key) ?? '0'}`),
  ];
}

type Links = NamespaceOf<Kernel>['links'];
type LinkOf<L> = L extends ReadonlyMap<string, infer A> ? A : never;

/** Masters are in the namespace of their ports. A bridge that has the MAC address of a port says nothing of it. */
function linkLines(link: LinkOf<Links>, links: Links): readonly string[] {
  const { index, name, type, mtu, alias, up, addresses, disableIpv6, master, address } = link;
  const state = up ? 'up' : 'down';
  if (type === 'loopback') return [`lo ${state}`];
  const others = [...links.values()];
  const leader = others.find((each) => each.index === master);
  const isPorts = others.some((each) => each.master === index && each.address === address);
  return [
    `link ${name} type ${type} mtu ${mtu} alias ${alias} ${state}`,
    ...addresses.map((each) => `address ${each} dev ${name}`),
    ...(leader === undefined ? [] : [`port ${name} of ${leader.name}`]),
    ...(address === undefined || isPorts ? [] : [`mac ${address} of ${name}`]),
    ...(disableIpv6 ? [`net.ipv6.conf.${name}.disable_ipv6 = 1`] : []),
  ];
}

function deviceLines({ name, wireguard }: ReturnType<typeof devicesOf>[number]): readonly string[] {
  if (wireguard === undefined) return [];
  const { publicKey = '(none)', listenPort, peers } = wireguard;
  return [
    `wg ${name} public-key ${publicKey}`,
    `wg ${name} listen-port ${listenPort ?? 'any'}`,
    ...[...peers.values()].map(
      ({ publicKey: key, endpoint = '(none)', allowedIPs, persistentKeepalive = 'off' }) => {
        const prefixes = allowedIPs.length === 0 ? '(none)' : [...allowedIPs].sort().join(',');
        return `wg ${name} peer ${key} endpoint ${endpoint} allowed-ips ${prefixes} keepalive ${persistentKeepalive}`;
      },
    ),
  ];
}
