import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import { key, onLink, portClaim } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf } from './why.js';

/** A UDP port held by a WireGuard device, in the namespace where the device was born. */
export interface ListenPort extends Owned {
  readonly kind: 'ListenPort';
  readonly device: string;
  readonly birth?: string;
  readonly port: number;
}

export const listenPort: Kind<ListenPort> = {
  codec: codec.closed(
    { ...onDevice('ListenPort'), port: scalar.port },
    { ...placed, birth: scalar.interfaceName },
  ),
  fields: { netns: 'identity', device: 'identity', birth: 'identity', port: 'identity' },
  identity: ({ netns, device, birth, port }) => key('ListenPort', netns, device, birth, port),
  claims: ({ birth, port }) => [portClaim(birth, port)],
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: ({ device, port, ...after }, why, takesOver) => [
    {
      kind: 'WireGuardSetDevice',
      ...placeOf(after),
      device,
      listenPort: port,
      ...why,
      ...(takesOver ? { disruptive: true } : {}),
    },
  ],
  change: none,
  unmake: ({ device, ...before }, why) => [
    { kind: 'WireGuardSetDevice', ...placeOf(before), device, listenPort: 0, ...why, disruptive: true },
  ],
  title: ({ device, port, ...resource }) => `wg ${device} listen-port ${port}${inNetns(resource)}`,
  suspects: 'wg set listen-port, or another program that took the port while the device was down',
};
