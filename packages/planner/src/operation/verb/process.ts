import * as codec from '../../document/codec.js';
import { programs, type ServerName } from '../../program/programs.js';
import { device, type InNetns, placed, step } from '../step.js';
import type { Verb } from '../verb.js';
import { inNetns } from '../words.js';

/** Starts the process that serves a link, in place of one that serves a link of that name, or stops it by that name. */
export interface Serve<K extends string> extends InNetns {
  readonly kind: K;
  readonly device: string;
}

/** A verb about the processes of a program. */
export interface ServingVerb<O> extends Verb<O> {
  readonly program: ServerName;
  readonly action: 'start' | 'stop';
}

/**
 * Returns the verb that starts a process of the program, or stops one, which then takes back what it gave to its link.
 */
export function serve<const K extends string>(
  kind: K,
  action: 'start' | 'stop',
  program: ServerName,
  owners: Verb<Serve<K>>['owners'],
): ServingVerb<Serve<K>> {
  return {
    program,
    action,
    codec: codec.closed({ ...step(kind), ...device }, placed),
    executed: ['netns', 'device'],
    named: [],
    owners,
    refs: { netns: 'place', device: 'device' },
    sentence: (operation) => `${programs[program].title} on ${operation.device}${inNetns(operation)}`,
    commands: ({ netns, device }) => [
      { tool: 'process', action, program, link: netns === undefined ? { device } : { netns, device } },
    ],
  };
}
