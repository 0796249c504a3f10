import * as codec from '../document/codec.js';
import { key, onLink } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf } from './why.js';

/** A link that is administratively up. */
export interface LinkUp extends Owned {
  readonly kind: 'LinkUp';
  readonly device: string;
}

export const linkUp: Kind<LinkUp> = {
  codec: codec.closed(onDevice('LinkUp'), placed),
  fields: { netns: 'identity', device: 'identity' },
  identity: ({ netns, device }) => key('LinkUp', netns, device),
  claims: none,
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ device, ...after }, why) => [
    { kind: 'LinkSet', ...placeOf(after), name: device, up: true, ...why },
  ],
  change: none,
  unmake: ({ device, ...before }, why) => [
    { kind: 'LinkSet', ...placeOf(before), name: device, up: false, ...why, disruptive: true },
  ],
  title: ({ device, ...resource }) => `link ${device} up${inNetns(resource)}`,
  suspects: 'ip link by hand, NetworkManager or systemd-networkd',
};
