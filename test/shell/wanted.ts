import { linkGroup, type NodeState, type Resource } from '@networkd/planner';

/** What a state asks for, in the words of a snapshot. */
export function wantedLines({ resources }: NodeState): readonly string[] {
  const ports = new Map(
    resources.flatMap((each) => (each.kind === 'ListenPort' ? [[each.device, each.port] as const] : [])),
  );
  return resources.flatMap((each) => linesOf(each, ports)).sort();
}

function linesOf(resource: Resource, ports: ReadonlyMap<string, number>): readonly string[] {
  switch (resource.kind) {
    case 'Netns':
      return [`netns ${resource.name}`];
    case 'Sysctl':
      return [`sysctl ${resource.key} = ${resource.value} in ${resource.netns ?? 'host'}`];
    case 'NftTable':
      return [`nft ${resource.family} ${resource.name} in ${resource.netns}`];
    case 'Link': {
      const { name, type, mtu, alias, netns = 'host', disableIpv6 } = resource;
      return [
        `link ${name} type ${type} mtu ${mtu} alias ${alias} group ${linkGroup} in ${netns}`,
        ...(disableIpv6 ? [`sysctl net.ipv6.conf.${name}.disable_ipv6 = 1 in ${netns}`] : []),
      ];
    }
    case 'LinkUp':
      return [`up ${resource.device} in ${resource.netns ?? 'host'}`];
    case 'WireGuardDevice': {
      const { device, publicKey } = resource;
      return [`wg ${device} public-key ${publicKey} listen-port ${ports.get(device)}`];
    }
    case 'ListenPort':
      return [`udp ${resource.port} in ${resource.birth ?? 'host'}`];
    case 'Peer': {
      const { device, publicKey, endpoint = '(none)', allowedIPs, persistentKeepalive = 'off' } = resource;
      const prefixes = [...allowedIPs].sort().join(',');
      return [
        `wg ${device} peer ${publicKey} endpoint ${endpoint} allowed-ips ${prefixes} keepalive ${persistentKeepalive}`,
      ];
    }
    case 'Address':
      return [`address ${resource.address} dev ${resource.device} in ${resource.netns}`];
    case 'Route':
      return [`route ${resource.destination} dev ${resource.device} in ${resource.netns}`];
    case 'Rule':
    case 'LinkMaster':
    case 'FreeNic':
    case 'Carried':
    case 'DhcpClient':
      throw new Error(`no example has a ${resource.kind}`);
    default:
      return resource satisfies never;
  }
}
