import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { routeProtocol } from '../../mark/protocol.js';
import { type Command, ipOf } from '../command.js';
import { type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns, on } from '../words.js';

interface RuleStep extends InNetns {
  readonly family: 'ipv4' | 'ipv6';
  readonly priority: number;
  readonly from?: string;
  readonly to?: string;
  readonly table: number;
}

/** Makes a routing policy rule of our protocol number, ip-rule(8). */
export interface RuleAdd extends RuleStep {
  readonly kind: 'RuleAdd';
}

/** Deletes a routing policy rule of our protocol number. */
export interface RuleDelete extends RuleStep {
  readonly kind: 'RuleDelete';
}

const fields = {
  family: codec.oneOf(['ipv4', 'ipv6']),
  priority: scalar.unsigned,
  table: scalar.unsigned,
};
const more = { ...placed, from: scalar.prefixText, to: scalar.prefixText };

function sentence({ family, priority, from, to, table, ...operation }: RuleStep): string {
  return `rule ${family} ${priority}${on('from', from)}${on('to', to)} table ${table}${inNetns(operation)}`;
}

function command(
  verb: 'add' | 'delete',
  { netns, family, priority, from, to, table }: RuleStep,
): readonly Command[] {
  return [
    ipOf(
      family,
      netns,
      ...['rule', verb],
      ...['priority', String(priority)],
      ...(from === undefined ? [] : ['from', from]),
      ...(to === undefined ? [] : ['to', to]),
      ...['table', String(table), 'protocol', String(routeProtocol)],
    ),
  ];
}

export const ruleAdd: Verb<RuleAdd> = {
  codec: codec.closed({ ...step('RuleAdd'), ...fields }, more),
  executed: ['netns', 'family', 'priority', 'from', 'to', 'table'],
  named: [],
  owners: 'network',
  refs: { netns: 'home', family: 'free', priority: 'free', from: 'free', to: 'free', table: 'free' },
  sentence,
  commands: (operation) => command('add', operation),
};

export const ruleDelete: Verb<RuleDelete> = {
  codec: codec.closed({ ...step('RuleDelete'), ...fields }, more),
  executed: ['netns', 'family', 'priority', 'from', 'to', 'table'],
  named: [],
  owners: 'network',
  refs: { netns: 'home', family: 'free', priority: 'free', from: 'free', to: 'free', table: 'free' },
  sentence,
  commands: (operation) => command('delete', operation),
};
