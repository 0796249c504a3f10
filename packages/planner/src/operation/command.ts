import { linkGroup } from '../mark/names.js';
import { keepsMtu } from './bridge-mtu.js';
import type { CarriedAdd, CarriedDelete, LinkAdd, Operation } from './operation.js';

/**
 * A Linux command as an argument vector, with what it reads on standard input. A `SecretFile` argument stands for
 * the path of the file that holds that secret: only the executor knows it.
 */
export interface Command {
  readonly argv: readonly (string | SecretFile)[];
  readonly stdin?: string;
}

/** The file that holds a secret, by the secret's name. */
export interface SecretFile {
  readonly secret: string;
}

/** The routing protocol number of our routes and rules, by which we know them as ours (ip-route(8), `proto`). */
export const routeProtocol = 110;

/**
 * The commands that carry out the operation: ip(8), wg(8), nft(8), sysctl(8), udhcpc. One, except for a link, which gets
 * its alias right after it is made, and for a DHCP client, which takes the place of another.
 */
export function commandsOf(operation: Operation): readonly Command[] {
  switch (operation.kind) {
    case 'NetnsAdd':
      return [ip(undefined, 'netns', 'add', operation.name)];
    case 'NetnsDelete':
      return [ip(undefined, 'netns', 'delete', operation.name)];
    case 'LinkAdd':
      return linkAdd(operation);
    case 'LinkSet': {
      const { netns, name, mtu, alias, address, up } = operation;
      return [
        ip(
          netns,
          ...['link', 'set', 'dev', name],
          ...(mtu === undefined ? [] : ['mtu', String(mtu)]),
          ...(alias === undefined ? [] : ['group', String(linkGroup), 'alias', alias]),
          ...(address === undefined ? [] : ['address', address]),
          ...(up === undefined ? [] : [up ? 'up' : 'down']),
        ),
      ];
    }
    case 'LinkSetMaster':
      return [ip(operation.netns, 'link', 'set', 'dev', operation.name, 'master', operation.master)];
    case 'LinkRemoveMaster':
      return [ip(operation.netns, 'link', 'set', 'dev', operation.name, 'nomaster')];
    case 'LinkMove':
      // 1 is the process whose namespace is the host's: ip(8) has no name for that one.
      return [ip(operation.netns, 'link', 'set', 'dev', operation.name, 'netns', operation.to ?? '1')];
    case 'LinkDelete':
      return [ip(operation.netns, 'link', 'delete', 'dev', operation.name)];
    case 'AddressAdd': {
      const { netns, device, address } = operation;
      // Duplicate address detection would hold an IPv6 address back for a second; nobody else can have this one.
      return [
        ip(netns, 'address', 'add', address, 'dev', device, ...(address.includes(':') ? ['nodad'] : [])),
      ];
    }
    case 'AddressDelete':
      return [ip(operation.netns, 'address', 'delete', operation.address, 'dev', operation.device)];
    case 'RouteReplace':
    case 'RouteDelete': {
      const { netns, destination, device, via, metric } = operation;
      return [
        ip(
          netns,
          ...['route', operation.kind === 'RouteReplace' ? 'replace' : 'delete', destination],
          ...(via === undefined ? [] : ['via', ...(isOther(destination, via) ? ['inet6', via] : [via])]),
          ...['dev', device],
          ...(metric === undefined ? [] : ['metric', String(metric)]),
          ...['proto', String(routeProtocol)],
        ),
      ];
    }
    case 'RuleAdd':
    case 'RuleDelete': {
      const { netns, family, priority, from, to, table } = operation;
      return [
        ip(
          netns,
          ...[family === 'ipv6' ? '-6' : '-4', 'rule', operation.kind === 'RuleAdd' ? 'add' : 'delete'],
          ...['priority', String(priority)],
          ...(from === undefined ? [] : ['from', from]),
          ...(to === undefined ? [] : ['to', to]),
          ...['table', String(table), 'protocol', String(routeProtocol)],
        ),
      ];
    }
    case 'CarriedAdd':
    case 'CarriedDelete':
      return [carriedCommand(operation)];
    case 'DhcpClientStart':
      return [stopClient(operation), { argv: ['mkdir', '-p', clientFolder] }, startClient(operation)];
    case 'DhcpClientStop':
      return [stopClient(operation)];
    case 'SysctlSet':
      return [inNetns(operation.netns, 'sysctl', '-qw', `${operation.key}=${operation.value}`)];
    case 'WireGuardSetDevice': {
      const { netns, device, secret, listenPort } = operation;
      return [
        inNetns(
          netns,
          ...['wg', 'set', device],
          ...(listenPort === undefined ? [] : ['listen-port', String(listenPort)]),
          ...(secret === undefined ? [] : ['private-key', { secret }]),
        ),
      ];
    }
    case 'WireGuardSetPeer': {
      const { netns, device, publicKey, endpoint, allowedIPs, persistentKeepalive } = operation;
      return [
        inNetns(
          netns,
          ...['wg', 'set', device, 'peer', publicKey],
          ...(endpoint === undefined ? [] : ['endpoint', endpoint]),
          ...[
            'persistent-keepalive',
            persistentKeepalive === undefined ? 'off' : String(persistentKeepalive),
          ],
          ...chunked(allowedIPs).flatMap((prefixes) => ['allowed-ips', prefixes.join(',')]),
        ),
      ];
    }
    case 'WireGuardRemovePeer':
      return [inNetns(operation.netns, 'wg', 'set', operation.device, 'peer', operation.publicKey, 'remove')];
    case 'NftCreateTable': {
      const { family, name, hash, ruleset } = operation;
      const table = `table ${family} ${name}`;
      // Two statements: `create` with chains in its block makes a table without them, and says nothing.
      return [nft(operation, `create ${table} { comment "${hash}"; }\n${table} {\n${ruleset}\n}\n`)];
    }
    case 'NftReplaceTable': {
      const { family, name, hash, ruleset } = operation;
      const table = `table ${family} ${name}`;
      const body = `${table} {\n  comment "${hash}"\n${ruleset}\n}\n`;
      return [nft(operation, `add ${table}\ndelete ${table}\n${body}`)];
    }
    case 'NftDeleteTable':
      return [inNetns(operation.netns, 'nft', 'delete', 'table', operation.family, operation.name)];
    default:
      return operation satisfies never;
  }
}

/**
 * A link with its group at once and its mark right after. A bond has to look whether its ports have a carrier; a bridge
 * keeps an MTU only from when it is changed, so it is made with another.
 */
function linkAdd(operation: LinkAdd): readonly Command[] {
  const { netns, to, name, type, link, peer, vlanId, mode, address, mtu, alias } = operation;
  const isKept = keepsMtu(operation);
  const attributes = ['group', String(linkGroup), 'mtu', String(isKept ? mtu + 1 : mtu)];
  const variant = [
    ...(peer === undefined ? [] : ['peer', 'name', peer, ...attributes]),
    ...(vlanId === undefined ? [] : ['id', String(vlanId)]),
    ...(mode === undefined ? [] : ['mode', mode, 'miimon', '100']),
    ...(type === 'macvlan' ? ['mode', 'bridge'] : []),
  ];
  const add = [
    ...['link', 'add', ...(link === undefined ? [] : ['link', link]), 'name', name],
    ...(to === undefined ? [] : ['netns', to]),
    ...(address === undefined ? [] : ['address', address]),
    ...[...attributes, 'type', type, ...variant],
  ];
  const kept = isKept ? ['mtu', String(mtu)] : [];
  const mark = (end: string) => ip(to ?? netns, 'link', 'set', 'dev', end, 'alias', alias, ...kept);
  return [ip(netns, ...add), mark(name), ...(peer === undefined ? [] : [mark(peer)])];
}

/** Does IPv4 go by an IPv6 router (RFC 8950)? */
function isOther(destination: string, via: string): boolean {
  return via.includes(':') && !destination.includes(':');
}

/**
 * What others had put on a link, in the words that ip(8) takes. A route is appended: it may have another beside it that
 * leads to the same place over another link. The family is said for rules, whose words need not show it.
 */
function carriedCommand(operation: CarriedAdd | CarriedDelete): Command {
  const { netns, object, family, words } = operation;
  const adds = operation.kind === 'CarriedAdd';
  const verb = adds ? (object === 'route' ? 'append' : 'add') : 'delete';
  return ip(
    netns,
    ...(object === 'rule' ? [family === 'ipv6' ? '-6' : '-4'] : []),
    ...[object, verb, ...words.split(' ')],
    ...(adds ? lent(operation) : []),
  );
}

function lent({ object, validLft, preferredLft }: CarriedAdd): readonly string[] {
  if (validLft === undefined) return [];
  if (object === 'route') return ['expires', String(validLft)];
  return ['valid_lft', String(validLft), 'preferred_lft', String(preferredLft ?? validLft)];
}

/** Where the process ids of DHCP clients are kept. */
const clientFolder = '/run/networkd/udhcpc';

interface OnDevice {
  readonly netns?: string;
  readonly device: string;
}

/** udhcpc goes into the background with its first lease, or without one while it goes on asking. */
function startClient(client: OnDevice): Command {
  const { netns, device } = client;
  return inNetns(netns, 'udhcpc', '-b', '-R', '-i', device, '-p', clientFile(client));
}

/** None that runs is as good as one that was stopped. */
function stopClient(client: OnDevice): Command {
  const which = ['--pidfile', clientFile(client), '--name', 'udhcpc'];
  return { argv: ['start-stop-daemon', '--stop', '--oknodo', '--quiet', '--retry', '5', ...which] };
}

/** No name of a namespace or a link has a colon in it. */
function clientFile({ netns, device }: OnDevice): string {
  return `${clientFolder}/${netns === undefined ? '' : `${netns}:`}${device}.pid`;
}

/** Linux takes no single argument over 128 KiB (execve(2), MAX_ARG_STRLEN); wg(8) joins repeated `allowed-ips`. */
const prefixesAnArgument = 1000;

function chunked(prefixes: readonly string[]): readonly (readonly string[])[] {
  // None at all are said too: an empty list takes away what the peer had.
  const count = Math.max(1, Math.ceil(prefixes.length / prefixesAnArgument));
  return Array.from({ length: count }, (_, i) =>
    prefixes.slice(i * prefixesAnArgument, (i + 1) * prefixesAnArgument),
  );
}

function ip(netns: string | undefined, ...words: readonly string[]): Command {
  return { argv: netns === undefined ? ['ip', ...words] : ['ip', '-n', netns, ...words] };
}

/** One transaction: all of it, or nothing. */
function nft({ netns }: Operation & { readonly netns?: string }, stdin: string): Command {
  return { ...inNetns(netns, 'nft', '-f', '-'), stdin };
}

function inNetns(netns: string | undefined, ...words: Command['argv']): Command {
  return { argv: netns === undefined ? words : ['ip', 'netns', 'exec', netns, ...words] };
}
