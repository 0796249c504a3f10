import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import type { IpObject } from '../../scalar/ip-words.js';
import { type Command, ip, ipOf } from '../command.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

interface CarriedStep extends InNetns {
  readonly device: string;
  readonly object: IpObject;
  readonly family: 'ipv4' | 'ipv6';
  /** The object in ip(8)'s own words, with the link in them. */
  readonly words: string;
}

/** Gives a link an address, a route or a rule as somebody else had put it there. */
export interface CarriedAdd extends CarriedStep {
  readonly kind: 'CarriedAdd';
  /** Seconds that it is lent for, and of those how many it is to be used; absent: for ever. */
  readonly validLft?: number;
  readonly preferredLft?: number;
}

/** Takes from a link what somebody else has put there. */
export interface CarriedDelete extends CarriedStep {
  readonly kind: 'CarriedDelete';
}

function sentence({ object, words, ...operation }: CarriedStep): string {
  return `${object} ${words}${inNetns(operation)}`;
}

/** Returns the words that ip(8) takes. The family is said for rules, whose words need not show it. */
function command(
  { netns, object, family, words }: CarriedStep,
  verb: 'add' | 'append' | 'delete',
  more: readonly string[],
): readonly Command[] {
  return [
    object === 'rule'
      ? ipOf(family, netns, object, verb, ...words.split(' '), ...more)
      : ip(netns, object, verb, ...words.split(' '), ...more),
  ];
}

function lent({ object, validLft, preferredLft }: CarriedAdd): readonly string[] {
  if (validLft === undefined) return [];
  if (object === 'route') return ['expires', String(validLft)];
  return ['valid_lft', String(validLft), 'preferred_lft', String(preferredLft ?? validLft)];
}

export const carriedAdd: Verb<CarriedAdd> = {
  codec: codec.closed(
    { ...step('CarriedAdd'), ...device, ...scalar.carried },
    { ...placed, ...scalar.lifetimes },
  ),
  executed: ['netns', 'device', 'object', 'family', 'words'],
  named: ['validLft', 'preferredLft'],
  owners: 'node',
  refs: {
    netns: 'host-place',
    device: 'carrier',
    object: 'free',
    family: 'free',
    words: 'words',
    validLft: 'free',
    preferredLft: 'free',
  },
  sentence,
  // A route is appended: it may have another beside it that leads to the same place over another link.
  commands: (operation) =>
    command(operation, operation.object === 'route' ? 'append' : 'add', lent(operation)),
};

export const carriedDelete: Verb<CarriedDelete> = {
  codec: codec.closed({ ...step('CarriedDelete'), ...device, ...scalar.carried }, placed),
  executed: ['netns', 'device', 'object', 'family', 'words'],
  named: [],
  owners: 'node',
  refs: { netns: 'host-place', device: 'carrier', object: 'free', family: 'free', words: 'words' },
  sentence,
  commands: (operation) => command(operation, 'delete', []),
};
