import type { LinkTypeRow } from './link-type.js';

const words = ['mode', 'bridge'];

/** A link with a MAC of its own on another. Made elsewhere and moved it would be cut off meanwhile, and a move waits for the whole kernel. */
export const macvlan: LinkTypeRow = {
  attributes: {},
  words: () => words,
  title: () => '',
  read: () => ({}),
  lower: 'link',
  madeInPlace: true,
  isBound: false,
  members: 'none',
  module: { name: 'macvlan', options: [], noun: 'macvlans', isOptional: false, trial: words },
};
