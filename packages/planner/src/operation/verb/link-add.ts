import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import {
  attributeNames,
  type LinkAttributes,
  type LinkType,
  linkAttributes,
  linkType,
  linkTypes,
  ofAttributes,
} from '../../link-type/link-types.js';
import { linkGroup } from '../../mark/names.js';
import { nodeOwner } from '../../scalar/owner.js';
import { type Command, ip } from '../command.js';
import { type InNetns, name, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns, on } from '../words.js';

/**
 * Makes a link with its mark. `netns` is the namespace of its birth, where its lower device is; `to` the one it is made
 * in, where that is another. Of a veth both ends are made, alike.
 */
export interface LinkAdd extends InNetns, LinkAttributes {
  readonly kind: 'LinkAdd';
  readonly name: string;
  readonly type: LinkType;
  readonly to?: string;
  readonly link?: string;
  readonly peer?: string;
  readonly address?: string;
  readonly mtu: number;
  readonly alias: string;
}

/**
 * Says whether the link is a bridge whose MTU must not follow its members'. Linux gives a bridge the least MTU of its
 * ports until its own is changed, and what is on the bridge shrinks with it, for good. The node's own bridges change
 * ports.
 */
export function keepsMtu({ owner, type }: Pick<LinkAdd, 'owner' | 'type'>): boolean {
  return owner === nodeOwner && type === 'bridge';
}

/**
 * Returns the commands that make a link with its group at once, and then give it its mark. A bridge keeps an MTU only
 * after its MTU was changed, so it is made with another one.
 */
function commands(operation: LinkAdd): readonly Command[] {
  const { netns, to, name, type, link, peer, address, mtu, alias } = operation;
  const isKept = keepsMtu(operation);
  const attributes = ['group', String(linkGroup), 'mtu', String(isKept ? mtu + 1 : mtu)];
  const variant = [
    ...(peer === undefined ? [] : ['peer', 'name', peer, ...attributes]),
    ...linkType(type).words(operation),
  ];
  const add = [
    ...['link', 'add', ...(link === undefined ? [] : ['link', link]), 'name', name],
    ...(to === undefined ? [] : ['netns', to]),
    ...(address === undefined ? [] : ['address', address]),
    ...[...attributes, 'type', type, ...variant],
  ];
  const kept = isKept ? ['mtu', String(mtu)] : [];
  const mark = (end: string) => ip(to ?? netns, 'link', 'set', 'dev', end, 'alias', alias, ...kept);
  return [ip(netns, ...add), mark(name), ...(peer === undefined ? [] : [mark(peer)])];
}

export const linkAdd: Verb<LinkAdd> = {
  codec: codec.closed(
    {
      ...step('LinkAdd'),
      ...name,
      type: codec.oneOf(linkTypes),
      mtu: scalar.unsigned,
      alias: scalar.word,
    },
    {
      ...placed,
      to: scalar.interfaceName,
      link: scalar.interfaceName,
      peer: scalar.interfaceName,
      ...linkAttributes,
      address: scalar.mac,
    },
  ),
  executed: ['netns', 'name', 'type', 'link', 'mtu', 'alias'],
  named: ['to', 'peer', ...attributeNames, 'address'],
  owners: 'any',
  refs: {
    netns: 'place',
    name: 'link',
    type: 'link-type',
    to: 'birthplace',
    link: 'lower',
    peer: 'peer',
    ...ofAttributes('free'),
    address: 'free',
    mtu: 'free',
    alias: 'mark',
  },
  sentence: ({ netns, to = netns, name, type, link, peer, address, mtu, ...more }) => {
    const variant = `${on('link', link)}${on('peer', peer)}${linkType(type).title(more)}`;
    const place = inNetns(to === undefined ? {} : { netns: to });
    return `link ${name} type ${type}${variant}${on('address', address)} mtu ${mtu}${place}`;
  },
  commands,
};
