import * as codec from '../document/codec.js';
import type { LinkTypeRow } from './link-type.js';

/** How a bond uses its members, ip-link(8) `type bond mode`. */
export const bondModes = ['active-backup', '802.3ad'] as const;

/** One of them. */
export type BondMode = (typeof bondModes)[number];

/** What only a bond has. */
export interface BondAttributes {
  readonly mode: BondMode;
}

/** Several NICs as one. It has to look whether its members have a carrier. */
export const bond: LinkTypeRow<BondAttributes> = {
  attributes: { mode: codec.oneOf(bondModes) },
  words: ({ mode }) => (mode === undefined ? [] : ['mode', mode, 'miimon', '100']),
  title: ({ mode }) => (mode === undefined ? '' : ` mode ${mode}`),
  read: ({ mode }) => {
    const found = bondModes.find((each) => each === mode);
    return found === undefined ? {} : { mode: found };
  },
  lower: 'none',
  madeInPlace: false,
  isBound: true,
  members: 'down',
  // Loaded for the first of them, the module would make one of its own in the host, `bond0`.
  module: { name: 'bonding', options: ['max_bonds=0'], noun: 'bonds', isOptional: true, trial: [] },
};
