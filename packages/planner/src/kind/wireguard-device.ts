import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { WireGuardSetDevice } from '../operation/verb/wireguard.js';
import { key, onLink } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/** The key of a WireGuard device; the private half is compared by its public key and never here. */
export interface WireGuardDevice extends Owned {
  readonly kind: 'WireGuardDevice';
  readonly device: string;
  readonly publicKey: string;
}

/** Returns what sets the key, by the name executors keep it under, with its public half to check the file against. */
function setKey({ device, publicKey, ...after }: WireGuardDevice, why: Why): WireGuardSetDevice {
  const secret = `n-${after.owner}`;
  return { kind: 'WireGuardSetDevice', ...placeOf(after), device, secret, publicKey, ...why };
}

/** A key goes with its device. */
export const wireGuardDevice: Kind<WireGuardDevice> = {
  codec: codec.closed({ ...onDevice('WireGuardDevice'), publicKey: scalar.publicKey }, placed),
  fields: { netns: 'identity', device: 'identity', publicKey: 'equal' },
  identity: ({ netns, device }) => key('WireGuardDevice', netns, device),
  claims: none,
  passes: none,
  container: onLink,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [onLink(resource)],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: (after, why) => [setKey(after, why)],
  change: (_, after, why) => [{ ...setKey(after, why), disruptive: true }],
  unmake: none,
  title: ({ device, ...resource }) => `wg ${device} private-key${inNetns(resource)}`,
  suspects: 'wg set, or wg syncconf of a file without the key',
};
