import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { programs } from '../program/programs.js';
import { key, linkClaim } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf } from './why.js';

/**
 * A DHCPv4 client (RFC 2131) that keeps the link's lease: a process, so it outlives its link and is stopped by name.
 */
export interface DhcpClient extends Owned {
  readonly kind: 'DhcpClient';
  readonly device: string;
  /** The link is no longer the one that the client was started on. Only observed. */
  readonly detached?: true;
}

export const dhcpClient: Kind<DhcpClient> = {
  codec: codec.closed(onDevice('DhcpClient'), { ...placed, detached: scalar.truth }),
  fields: { netns: 'identity', device: 'identity', detached: 'fault' },
  identity: ({ netns, device }) => key('DhcpClient', netns, device),
  claims: none,
  passes: none,
  container: nowhere,
  containing: nowhere,
  reliesOn: ({ netns, device }) => linkClaim(netns, device),
  grounds: ({ netns, device }) => [linkClaim(netns, device)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ device, ...after }, why) => [{ kind: 'DhcpClientStart', ...placeOf(after), device, ...why }],
  change: (_, { device, ...after }, why) => [{ kind: 'DhcpClientStart', ...placeOf(after), device, ...why }],
  unmake: ({ device, ...before }, why) => [{ kind: 'DhcpClientStop', ...placeOf(before), device, ...why }],
  title: ({ device, ...resource }) => `${programs.udhcpc.title} on ${device}${inNetns(resource)}`,
  suspects: 'a client that ended, or was stopped by hand',
};
