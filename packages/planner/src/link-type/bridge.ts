import type { LinkTypeRow } from './link-type.js';

/** A bridge, ip-link(8) `type bridge`. */
export const bridge: LinkTypeRow = {
  attributes: {},
  words: () => [],
  title: () => '',
  read: () => ({}),
  lower: 'none',
  madeInPlace: false,
  isBound: true,
  members: 'as-they-are',
  module: { name: 'bridge', options: [], noun: 'bridges', isOptional: false, trial: [] },
};
