import * as scalar from '../document/scalar-codec.js';
import type { LinkTypeRow } from './link-type.js';

/** What only a VLAN has. */
export interface VlanAttributes {
  /** The VLAN ID, IEEE 802.1Q. */
  readonly vlanId: number;
}

/** A VLAN of what carries it. */
export const vlan: LinkTypeRow<VlanAttributes> = {
  attributes: { vlanId: scalar.vlanId },
  words: ({ vlanId }) => (vlanId === undefined ? [] : ['id', String(vlanId)]),
  title: ({ vlanId }) => (vlanId === undefined ? '' : ` id ${vlanId}`),
  read: ({ id }) => (typeof id === 'number' ? { vlanId: id } : {}),
  lower: 'carrier',
  madeInPlace: false,
  isBound: false,
  members: 'none',
  module: { name: '8021q', options: [], noun: 'VLANs', isOptional: true, trial: ['id', '1'] },
};
