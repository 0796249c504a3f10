import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { key, onLink } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf } from './why.js';

/** An address on a link, ip-address(8): `10.1.2.1/24`. */
export interface Address extends Owned {
  readonly kind: 'Address';
  readonly device: string;
  readonly address: string;
}

export const address: Kind<Address> = {
  codec: codec.closed({ ...onDevice('Address'), address: scalar.interfaceAddressText }, placed),
  fields: { netns: 'identity', device: 'identity', address: 'identity' },
  identity: ({ netns, device, address }) => key('Address', netns, device, address),
  // A link has an IPv6 address once, with any prefix length.
  claims: ({ netns, device, address }) =>
    address.includes(':') ? [key('address', netns, device, address.split('/')[0])] : [],
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ device, address, ...after }, why) => [
    { kind: 'AddressAdd', ...placeOf(after), device, address, ...why },
  ],
  change: none,
  unmake: ({ device, address, ...before }, why) => [
    { kind: 'AddressDelete', ...placeOf(before), device, address, ...why },
  ],
  title: ({ device, address, ...resource }) => `address ${address} dev ${device}${inNetns(resource)}`,
  suspects: 'ip address by hand, NetworkManager or systemd-networkd',
};
