import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { linkGroup } from '../../mark/names.js';
import { ip } from '../command.js';
import { type InNetns, name, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns, on } from '../words.js';

/** Sets what is present of a link's changeable attributes. */
export interface LinkSet extends InNetns {
  readonly kind: 'LinkSet';
  readonly name: string;
  readonly mtu?: number;
  readonly alias?: string;
  readonly address?: string;
  readonly up?: boolean;
}

/** Makes a link a member of a bridge or a bond, and no longer of the one it was a member of. */
export interface LinkSetMaster extends InNetns {
  readonly kind: 'LinkSetMaster';
  readonly name: string;
  readonly master: string;
}

/** Makes a link nobody's member. It stays as it is, up or down. */
export interface LinkRemoveMaster extends InNetns {
  readonly kind: 'LinkRemoveMaster';
  readonly name: string;
}

/** Moves a link between namespaces; `to` absent is the host's. The WireGuard socket stays where it was born. */
export interface LinkMove extends InNetns {
  readonly kind: 'LinkMove';
  readonly name: string;
  readonly to?: string;
}

/** Deletes a link and all that is on it. */
export interface LinkDelete extends InNetns {
  readonly kind: 'LinkDelete';
  readonly name: string;
}

export const linkSet: Verb<LinkSet> = {
  codec: codec.closed(
    { ...step('LinkSet'), ...name },
    { ...placed, mtu: scalar.unsigned, alias: scalar.word, address: scalar.mac, up: scalar.flag },
  ),
  executed: ['netns', 'name', 'mtu', 'alias', 'up'],
  named: ['address'],
  owners: 'any',
  refs: {
    netns: 'place',
    name: 'set-link',
    mtu: 'free',
    alias: 'mark',
    address: 'free',
    up: 'free',
  },
  sentence: ({ name, mtu, alias, address, up, ...operation }) => {
    const state = up === undefined ? '' : up ? ' up' : ' down';
    const values = `${on('mtu', mtu)}${on('alias', alias)}${on('address', address)}`;
    return `link ${name}${values}${state}${inNetns(operation)}`;
  },
  commands: ({ netns, name, mtu, alias, address, up }) => [
    ip(
      netns,
      ...['link', 'set', 'dev', name],
      ...(mtu === undefined ? [] : ['mtu', String(mtu)]),
      ...(alias === undefined ? [] : ['group', String(linkGroup), 'alias', alias]),
      ...(address === undefined ? [] : ['address', address]),
      ...(up === undefined ? [] : [up ? 'up' : 'down']),
    ),
  ],
};

export const linkSetMaster: Verb<LinkSetMaster> = {
  codec: codec.closed({ ...step('LinkSetMaster'), ...name, master: scalar.interfaceName }, placed),
  executed: ['netns', 'name', 'master'],
  named: [],
  owners: 'node',
  refs: { netns: 'place', name: 'member', master: 'master' },
  sentence: ({ name, master, ...operation }) => `link ${name} master ${master}${inNetns(operation)}`,
  commands: ({ netns, name, master }) => [ip(netns, 'link', 'set', 'dev', name, 'master', master)],
};

export const linkRemoveMaster: Verb<LinkRemoveMaster> = {
  codec: codec.closed({ ...step('LinkRemoveMaster'), ...name }, placed),
  executed: ['netns', 'name'],
  named: [],
  owners: 'node',
  refs: { netns: 'place', name: 'member' },
  sentence: ({ name, ...operation }) => `link ${name} nomaster${inNetns(operation)}`,
  commands: ({ netns, name }) => [ip(netns, 'link', 'set', 'dev', name, 'nomaster')],
};

export const linkMove: Verb<LinkMove> = {
  codec: codec.closed({ ...step('LinkMove'), ...name }, { ...placed, to: scalar.interfaceName }),
  executed: ['netns', 'name', 'to'],
  named: [],
  owners: 'any',
  refs: { netns: 'place', name: 'moving-link', to: 'destination-netns' },
  sentence: ({ netns = 'host', name, to = 'host' }) => `link ${name} netns ${to}, from ${netns}`,
  // 1 is the process whose namespace is the host's: ip(8) has no name for that one.
  commands: ({ netns, name, to = '1' }) => [ip(netns, 'link', 'set', 'dev', name, 'netns', to)],
};

export const linkDelete: Verb<LinkDelete> = {
  codec: codec.closed({ ...step('LinkDelete'), ...name }, placed),
  executed: ['netns', 'name'],
  named: [],
  owners: 'any',
  refs: { netns: 'place', name: 'link' },
  sentence: ({ name, ...operation }) => `link ${name}${inNetns(operation)}`,
  commands: ({ netns, name }) => [ip(netns, 'link', 'delete', 'dev', name)],
};
