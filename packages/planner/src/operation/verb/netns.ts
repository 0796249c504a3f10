import * as codec from '../../document/codec.js';
import { ip } from '../command.js';
import { disruptive, name, type Step, step } from '../step.js';
import type { Verb } from '../verb.js';

/** Makes a network namespace, ip-netns(8). */
export interface NetnsAdd extends Step {
  readonly kind: 'NetnsAdd';
  readonly name: string;
}

/** Deletes a network namespace, when the links in it are gone. */
export interface NetnsDelete extends Step {
  readonly kind: 'NetnsDelete';
  readonly name: string;
}

export const netnsAdd: Verb<NetnsAdd> = {
  codec: codec.closed({ ...step('NetnsAdd'), ...name }, disruptive),
  executed: ['name'],
  named: [],
  owners: 'any',
  refs: { name: 'netns' },
  sentence: ({ name }) => `netns ${name}`,
  commands: ({ name }) => [ip(undefined, 'netns', 'add', name)],
};

export const netnsDelete: Verb<NetnsDelete> = {
  codec: codec.closed({ ...step('NetnsDelete'), ...name }, disruptive),
  executed: ['name'],
  named: [],
  owners: 'any',
  refs: { name: 'netns' },
  sentence: ({ name }) => `netns ${name}`,
  commands: ({ name }) => [ip(undefined, 'netns', 'delete', name)],
};
