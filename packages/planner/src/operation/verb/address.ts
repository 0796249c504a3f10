import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { ip } from '../command.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

/** Gives a link an address with its prefix length, ip-address(8). */
export interface AddressAdd extends InNetns {
  readonly kind: 'AddressAdd';
  readonly device: string;
  readonly address: string;
}

/** Takes an address from a link. */
export interface AddressDelete extends InNetns {
  readonly kind: 'AddressDelete';
  readonly device: string;
  readonly address: string;
}

const fields = { ...device, address: scalar.interfaceAddressText };

function sentence({ address, device, ...operation }: AddressAdd | AddressDelete): string {
  return `address ${address} dev ${device}${inNetns(operation)}`;
}

export const addressAdd: Verb<AddressAdd> = {
  codec: codec.closed({ ...step('AddressAdd'), ...fields }, placed),
  executed: ['netns', 'device', 'address'],
  named: [],
  owners: 'any',
  refs: { netns: 'home', device: 'device', address: 'address' },
  sentence,
  // Duplicate address detection would hold an IPv6 address back for a second; nobody else can have this one.
  commands: ({ netns, device, address }) => [
    ip(netns, 'address', 'add', address, 'dev', device, ...(address.includes(':') ? ['nodad'] : [])),
  ],
};

export const addressDelete: Verb<AddressDelete> = {
  codec: codec.closed({ ...step('AddressDelete'), ...fields }, placed),
  executed: ['netns', 'device', 'address'],
  named: [],
  owners: 'any',
  refs: { netns: 'place', device: 'device', address: 'free' },
  sentence,
  commands: ({ netns, device, address }) => [ip(netns, 'address', 'delete', address, 'dev', device)],
};
