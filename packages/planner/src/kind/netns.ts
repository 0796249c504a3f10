import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { key, netnsClaim } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { explained, type Owned, owned } from './owned.js';

/** A network namespace, ip-netns(8). */
export interface Netns extends Omit<Owned, 'netns'> {
  readonly kind: 'Netns';
  readonly name: string;
}

export const netns: Kind<Netns> = {
  codec: codec.closed({ ...owned('Netns'), name: scalar.interfaceName }, explained),
  fields: { name: 'identity' },
  identity: ({ name }) => key('Netns', name),
  claims: ({ name }) => [netnsClaim(name)],
  passes: none,
  container: nowhere,
  containing: ({ name }) => netnsClaim(name),
  reliesOn: nowhere,
  grounds: none,
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ owner, name }, why) => [{ kind: 'NetnsAdd', owner, name, ...why }],
  change: none,
  unmake: ({ owner, name }, why) => [{ kind: 'NetnsDelete', owner, name, ...why }],
  title: ({ name }) => `netns ${name}`,
  suspects: 'ip netns by hand, or a reboot',
};
