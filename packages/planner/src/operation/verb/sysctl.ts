import * as codec from '../../document/codec.js';
import * as scalar from '../../document/scalar-codec.js';
import { within } from '../command.js';
import { type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

/** Sets a kernel parameter, sysctl(8). */
export interface SysctlSet extends InNetns {
  readonly kind: 'SysctlSet';
  readonly key: string;
  readonly value: string;
}

/** Every parameter we set is a number: a switch, most of them. */
const value = scalar.textOf(/^[0-9]{1,10}$/, 'a whole number');

export const sysctlSet: Verb<SysctlSet> = {
  codec: codec.closed({ ...step('SysctlSet'), key: scalar.sysctlKey, value }, placed),
  executed: ['netns', 'key', 'value'],
  named: [],
  owners: 'any',
  refs: { netns: 'place', key: 'parameter', value: 'parameter-value' },
  sentence: ({ key, value, ...operation }) => `sysctl ${key} = ${value}${inNetns(operation)}`,
  commands: ({ netns, key, value }) => [within(netns, 'sysctl', '-qw', `${key}=${value}`)],
};
