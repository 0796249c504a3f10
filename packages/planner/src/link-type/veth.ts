import type { LinkTypeRow } from './link-type.js';

/** One end of a cable, veth(4). Both ends are made at once; each names the other. */
export const veth: LinkTypeRow = {
  attributes: {},
  words: () => [],
  title: () => '',
  read: () => ({}),
  lower: 'none',
  madeInPlace: false,
  isBound: false,
  members: 'none',
  module: {
    name: 'veth',
    options: [],
    noun: 'veth pairs',
    isOptional: false,
    trial: ['peer', 'name', 'other'],
  },
};
