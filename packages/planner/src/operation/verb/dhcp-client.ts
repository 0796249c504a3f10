import * as codec from '../../document/codec.js';
import { type Command, within } from '../command.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

/** Starts a DHCP client on a link, in place of one that runs for a link of that name. */
export interface DhcpClientStart extends InNetns {
  readonly kind: 'DhcpClientStart';
  readonly device: string;
}

/** Stops the client, which releases its lease and takes the lease's address and routes from the link. */
export interface DhcpClientStop extends InNetns {
  readonly kind: 'DhcpClientStop';
  readonly device: string;
}

/** Where the process ids of DHCP clients are kept. */
const folder = '/run/networkd/udhcpc';

type Client = Pick<DhcpClientStart, 'netns' | 'device'>;

/** udhcpc goes into the background with its first lease, or without one while it goes on asking. */
function start(client: Client): Command {
  const { netns, device } = client;
  return within(netns, 'udhcpc', '-b', '-R', '-i', device, '-p', fileOf(client));
}

/** None that runs is as good as one that was stopped. */
function stop(client: Client): Command {
  const which = ['--pidfile', fileOf(client), '--name', 'udhcpc'];
  return { argv: ['start-stop-daemon', '--stop', '--oknodo', '--quiet', '--retry', '5', ...which] };
}

/** No name of a namespace or a link has a colon in it. */
function fileOf({ netns, device }: Client): string {
  return `${folder}/${netns === undefined ? '' : `${netns}:`}${device}.pid`;
}

function sentence({ device, ...operation }: DhcpClientStart | DhcpClientStop): string {
  return `dhcp client on ${device}${inNetns(operation)}`;
}

export const dhcpClientStart: Verb<DhcpClientStart> = {
  codec: codec.closed({ ...step('DhcpClientStart'), ...device }, placed),
  executed: ['netns', 'device'],
  named: [],
  owners: 'node',
  refs: { netns: 'place', device: 'device' },
  sentence,
  commands: (operation) => [stop(operation), { argv: ['mkdir', '-p', folder] }, start(operation)],
};

export const dhcpClientStop: Verb<DhcpClientStop> = {
  codec: codec.closed({ ...step('DhcpClientStop'), ...device }, placed),
  executed: ['netns', 'device'],
  named: [],
  owners: 'node',
  refs: { netns: 'place', device: 'device' },
  sentence,
  commands: (operation) => [stop(operation)],
};
