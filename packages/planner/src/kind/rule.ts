import * as codec from '../document/codec.js';
import * as scalar from '../document/scalar-codec.js';
import type { Operation } from '../operation/operation.js';
import { present } from '../scalar/present.js';
import { insideNetns, key, nobodys } from './claim.js';
import { type Kind, none, nowhere } from './kind.js';
import { family, inNetns, type Owned, owned, placed } from './owned.js';
import { placeOf, type Why } from './why.js';

/** A routing policy rule of our protocol number, ip-rule(8). */
export interface Rule extends Owned {
  readonly kind: 'Rule';
  readonly family: 'ipv4' | 'ipv6';
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly table: number;
}

function operation(kind: 'RuleAdd' | 'RuleDelete', rule: Rule, why: Why): Operation {
  const { family, priority, from, to, table } = rule;
  const selector = { ...present({ from, to }) };
  return { kind, ...placeOf(rule), family, priority, ...selector, table, ...why };
}

export const rule: Kind<Rule> = {
  codec: codec.closed(
    { ...owned('Rule'), family, priority: scalar.unsigned, table: scalar.unsigned },
    { ...placed, from: scalar.prefixText, to: scalar.prefixText },
  ),
  fields: {
    netns: 'identity',
    family: 'identity',
    priority: 'identity',
    from: 'identity',
    to: 'identity',
    table: 'identity',
  },
  identity: ({ netns, family, priority, from, to, table }) =>
    key('Rule', netns, family, priority, from, to, table),
  claims: none,
  passes: none,
  container: insideNetns,
  containing: nowhere,
  reliesOn: nowhere,
  grounds: (resource) => [insideNetns(resource) ?? nobodys],
  nic: nowhere,
  leaves: 'by-itself',
  isHandedOver: false,
  make: (after, why) => [operation('RuleAdd', after, why)],
  change: none,
  unmake: (before, why) => [operation('RuleDelete', before, why)],
  title: ({ family, priority, ...resource }) => `rule ${family} priority ${priority}${inNetns(resource)}`,
  suspects: 'ip rule by hand, NetworkManager or systemd-networkd',
};
