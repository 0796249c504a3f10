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
    ...[...links.values()].flatMap(({ name, type, mtu, alias, up, addresses, disableIpv6 }) => {
      const state = up ? 'up' : 'down';
      if (type === 'loopback') return [`lo ${state}`];
      return [
        `link ${name} type ${type} mtu ${mtu} alias ${alias} ${state}`,
        ...addresses.map((address) => `address ${address} dev ${name}`),
        ...(disableIpv6 ? [`net.ipv6.conf.${name}.disable_ipv6 = 1`] : []),
      ];
    }),
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
