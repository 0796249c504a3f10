import * as codec from '../../document/codec.js';
import type { Command } from '../command.js';
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

function command(action: 'start' | 'stop', { netns, device }: DhcpClientStart | DhcpClientStop): Command {
  return {
    tool: 'process',
    action,
    program: 'udhcpc',
    link: netns === undefined ? { device } : { netns, device },
  };
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
  commands: (operation) => [command('start', operation)],
};

export const dhcpClientStop: Verb<DhcpClientStop> = {
  codec: codec.closed({ ...step('DhcpClientStop'), ...device }, placed),
  executed: ['netns', 'device'],
  named: [],
  owners: 'node',
  refs: { netns: 'place', device: 'device' },
  sentence,
  commands: (operation) => [command('stop', operation)],
};
