import type { LinkTypeRow } from './link-type.js';

/** A WireGuard device, wg(8). Its socket stays where it was made, so it is moved from there. A process may serve it, so it needs no module. */
export const wireguard: LinkTypeRow = {
  attributes: {},
  words: () => [],
  title: () => '',
  read: () => ({}),
  lower: 'none',
  madeInPlace: false,
  isBound: false,
  members: 'none',
};
