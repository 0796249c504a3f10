import type { Operation } from './operation.js';

/** What becomes of the resource an operation serves: it is made, changed or taken away. */
export type Rune = '+' | '~' | '-';

/** The operation as one line: its rune, and what it does to what, in the tools' words. */
export function describe(operation: Operation): string {
  return `${runeOf(operation)} ${sentence(operation)}`;
}

/** The rune of an operation: that of the change it serves. */
export function runeOf({ change }: Operation): Rune {
  return runes[change];
}

const runes = { Create: '+', Update: '~', Delete: '-' } as const satisfies Record<Operation['change'], Rune>;

function sentence(operation: Operation): string {
  switch (operation.kind) {
    case 'NetnsAdd':
    case 'NetnsDelete':
      return `netns ${operation.name}`;
    case 'LinkAdd': {
      const { netns, to = netns, name, type, link, peer, vlanId, mode, address, mtu } = operation;
      const variant = `${on('link', link)}${on('peer', peer)}${on('id', vlanId)}${on('mode', mode)}`;
      const place = inNetns(to === undefined ? {} : { netns: to });
      return `link ${name} type ${type}${variant}${on('address', address)} mtu ${mtu}${place}`;
    }
    case 'LinkSet': {
      const { name, mtu, alias, address, up } = operation;
      const state = up === undefined ? '' : up ? ' up' : ' down';
      const values = `${on('mtu', mtu)}${on('alias', alias)}${on('address', address)}`;
      return `link ${name}${values}${state}${inNetns(operation)}`;
    }
    case 'LinkSetMaster':
      return `link ${operation.name} master ${operation.master}${inNetns(operation)}`;
    case 'LinkRemoveMaster':
      return `link ${operation.name} nomaster${inNetns(operation)}`;
    case 'LinkMove':
      return `link ${operation.name} netns ${operation.to ?? 'host'}, from ${operation.netns ?? 'host'}`;
    case 'LinkDelete':
      return `link ${operation.name}${inNetns(operation)}`;
    case 'AddressAdd':
    case 'AddressDelete':
      return `address ${operation.address} dev ${operation.device}${inNetns(operation)}`;
    case 'RouteReplace':
    case 'RouteDelete': {
      const { destination, via, device, metric } = operation;
      return `route ${destination}${on('via', via)} dev ${device}${on('metric', metric)}${inNetns(operation)}`;
    }
    case 'RuleAdd':
    case 'RuleDelete': {
      const { family, priority, from, to, table } = operation;
      return `rule ${family} ${priority}${on('from', from)}${on('to', to)} table ${table}${inNetns(operation)}`;
    }
    case 'CarriedAdd':
    case 'CarriedDelete':
      return `${operation.object} ${operation.words}${inNetns(operation)}`;
    case 'DhcpClientStart':
    case 'DhcpClientStop':
      return `dhcp client on ${operation.device}${inNetns(operation)}`;
    case 'SysctlSet':
      return `sysctl ${operation.key} = ${operation.value}${inNetns(operation)}`;
    case 'WireGuardSetDevice': {
      const { device, listenPort, secret } = operation;
      const port = listenPort === 0 ? ' listen-port released' : on('listen-port', listenPort);
      return `wg ${device}${port}${on('private-key secret', secret)}`;
    }
    case 'WireGuardSetPeer': {
      const { device, publicKey, endpoint, allowedIPs, persistentKeepalive } = operation;
      const keepalive = on('persistent-keepalive', persistentKeepalive);
      return `wg ${device} peer ${publicKey}${on('endpoint', endpoint)}${keepalive} allowed-ips ${allowedIPs.join(',')}`;
    }
    case 'WireGuardRemovePeer':
      return `wg ${operation.device} peer ${operation.publicKey}`;
    case 'NftCreateTable':
    case 'NftReplaceTable':
    case 'NftDeleteTable':
      return `nft table ${operation.family} ${operation.name}${inNetns(operation)}`;
    default:
      return operation satisfies never;
  }
}

function on(word: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${word} ${value}`;
}

function inNetns({ netns }: { readonly netns?: string }): string {
  return netns === undefined ? '' : ` in ${netns}`;
}
