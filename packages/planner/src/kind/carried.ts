import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { CarriedAdd, CarriedDelete } from '../operation/verb/carried.js';
import type { IpObject } from '../scalar/ip-words.js';
import { present } from '../scalar/present.js';
import { key, linkClaim, nicClaim } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { inNetns, type Owned, onDevice, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/**
 * What others have put on a NIC that is a member of ours or is to be one, or on a bridge of ours: an address, a route of
 * any table, or a rule that names the link. `words` are what ip(8) takes after `add` to make it again as it is.
 */
export interface Carried extends Owned {
  readonly kind: 'Carried';
  readonly device: string;
  readonly object: IpObject;
  readonly family: 'ipv4' | 'ipv6';
  readonly words: string;
  /** Its place among those of its object, as they are to be made one after another. Never compared. */
  readonly place: number;
  /** Seconds that it is lent for yet, and of those how many it is to be used; absent: for ever. Never compared. */
  readonly validLft?: number;
  readonly preferredLft?: number;
}

/** Returns what gives a link what others had put on it, for as long as it is lent. */
function addCarried(after: Carried, why: Why): CarriedAdd {
  const { device, object, family, words, validLft, preferredLft } = after;
  const lent = {
    ...present({ validLft, preferredLft }),
  };
  return { kind: 'CarriedAdd', ...placeOf(after), device, object, family, words, ...lent, ...why };
}

/** Returns what takes it away. */
function deleteCarried(before: Carried, why: Why): CarriedDelete {
  const { device, object, family, words } = before;
  return { kind: 'CarriedDelete', ...placeOf(before), device, object, family, words, ...why };
}

/** It comes when such an object of ours does. */
const likes = { address: 'Address', route: 'Route', rule: 'Rule' } as const;

export const carried: Kind<Carried, 'Address' | 'Route' | 'Rule'> = {
  codec: codec.refined(
    codec.closed(
      { ...onDevice('Carried'), ...scalar.carried, place: scalar.unsigned },
      { ...placed, ...scalar.lifetimes },
    ),
    scalar.spoken,
  ),
  fields: {
    netns: 'identity',
    device: 'identity',
    object: 'identity',
    family: 'identity',
    words: 'identity',
    place: 'told',
    validLft: 'told',
    preferredLft: 'told',
  },
  // Only the words have spaces in them, so they come last.
  identity: ({ netns, device, object, family, words }) =>
    key('Carried', netns, device, object, family, words),
  place: ({ object }) => [likes[object], 0],
  claims: ({ netns, device }) => [nicClaim(netns, device)],
  passes: none,
  // A rule outlives the link that it names.
  container: ({ netns, device, object }) => (object === 'rule' ? undefined : linkClaim(netns, device)),
  containing: nowhere,
  reliesOn: nowhere,
  grounds: ({ netns, device }) => [linkClaim(netns, device)],
  nic: ({ device }) => device,
  leaves: 'by-itself',
  isHandedOver: true,
  make: (after, why) => [addCarried(after, why)],
  change: none,
  unmake: (before, why) => [deleteCarried(before, why)],
  title: ({ object, words, ...resource }) => `${object} ${words}${inNetns(resource)}`,
  suspects: 'dhclient, NetworkManager, systemd-networkd, or ip by hand, as if the NIC were still its own',
};
