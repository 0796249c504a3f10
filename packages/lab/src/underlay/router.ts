import { feed, reporting } from '../machine/shell.js';
import { type Description, familyOf, hostOf, type Router } from './description.js';
import { defaultRoutes, type Interface, interfacesScript } from './interfaces.js';

/** What a router's interface towards the Internet is called. */
const uplinkName = 'up';

export function routerNetns({ name }: Pick<Router, 'name'>): string {
  return `router-${name}`;
}

export function routerInterfaces({ uplink, segments }: Router): readonly Interface[] {
  return [
    ...(uplink === undefined ? [] : [{ ...uplink, name: uplinkName }]),
    ...segments.map((attachment, i) => ({ ...attachment, name: downName(i) })),
  ];
}

/** Returns the name of a router's interface on a segment. */
export function interfaceOn({ name, segments }: Router, segment: string): string {
  const index = segments.findIndex((each) => each.segment === segment);
  if (index < 0) throw new Error(`the router ${name} is not on the segment ${segment}`);
  return downName(index);
}

function downName(index: number): string {
  return `down${index}`;
}

/** Makes a router of a namespace that has its interfaces. */
export function routerScript(description: Description, router: Router): string {
  const { udpTimeout, udpTimeoutStream, uplink } = router;
  const routes = [
    ...(uplink === undefined ? [] : defaultRoutes(description, { ...uplink, name: uplinkName })),
    ...routersBehind(description, router).flatMap((below) => routesTo(description, below)),
  ];
  return reporting(routerNetns(router), [
    'echo 1 >/proc/sys/net/ipv4/ip_forward',
    'echo 1 >/proc/sys/net/ipv6/conf/all/forwarding',
    interfacesScript(routerInterfaces(router), routes),
    ...(uplink === undefined ? [] : [feed('nft -f -', rulesetOf(router))]),
    ...timeout('udp_timeout', udpTimeout),
    ...timeout('udp_timeout_stream', udpTimeoutStream),
  ]);
}

function timeout(name: string, seconds: number | undefined): readonly string[] {
  return seconds === undefined ? [] : [`echo ${seconds} >/proc/sys/net/netfilter/nf_conntrack_${name}`];
}

/** Returns the rules of a home's router: stateful, and one IPv4 address for all behind it. */
function rulesetOf({ firewall6 }: Router): readonly string[] {
  return [
    'table inet filter {',
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    '    ct state established,related accept',
    '    meta l4proto { icmp, ipv6-icmp } accept',
    `    iifname "${uplinkName}" drop`,
    '  }',
    '  chain forward {',
    '    type filter hook forward priority filter; policy accept;',
    '    ct state established,related accept',
    '    ct state invalid drop',
    `    iifname "${uplinkName}" ${firewall6 ? '' : 'meta nfproto ipv4 '}drop`,
    '  }',
    '}',
    'table ip nat {',
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat; policy accept;',
    `    oifname "${uplinkName}" masquerade`,
    '  }',
    '}',
  ];
}

function routersBehind({ routers }: Description, { segments }: Router): readonly Router[] {
  return routers.filter(({ uplink }) => segments.some(({ segment }) => segment === uplink?.segment));
}

/**
 * Returns the way to the IPv6 networks behind a router. To the IPv4 ones there is no way. The kernel drops the host's
 * bits.
 */
function routesTo(description: Description, router: Router): readonly string[] {
  const gateway = router.uplink?.addresses.find((address) => familyOf(address) === 'ipv6');
  if (gateway === undefined) return [];
  return networksBehind(description, router).map((network) => `${network} via ${hostOf(gateway)}`);
}

function networksBehind(description: Description, router: Router): readonly string[] {
  return [
    ...router.segments.flatMap(({ addresses }) => addresses.filter((each) => familyOf(each) === 'ipv6')),
    ...routersBehind(description, router).flatMap((below) => networksBehind(description, below)),
  ];
}
