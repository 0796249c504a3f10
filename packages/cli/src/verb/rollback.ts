import { planBack } from '@networkd/operator';
import type { Command } from 'commander';
import { failure } from '../error/failure.js';
import { perform } from '../error/perform.js';
import { defaultState, type LoadLinux, linuxOptions } from '../machine.js';
import { carryingOut, carryingOutRemarks, verb } from '../option/options.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { versionsOf } from '../word/versions.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';

export function rollbackCommand(load: LoadLinux): Command {
  return carryingOut(
    verb(
      'rollback',
      'bring this node back to the state before its last apply',
      ['tn rollback'],
      ['Run again, it takes back the apply before that one.', ...carryingOutRemarks],
    ),
  ).action((options: ExecutionOptions) => inJsonLines(options.json, () => rollback(load, options)));
}

async function rollback(load: LoadLinux, options: ExecutionOptions): Promise<void> {
  const { linux } = await load();
  const executor = linux(linuxOptions(options));
  const last = await perform(executor.lastApplied());
  if (last === undefined) {
    const { state = defaultState } = options;
    throw failure(
      'nothing-applied',
      state,
      'there is no apply to take back; see tn history, or give its --state',
    );
  }
  const { node, before, owners, plan: undoes } = last;
  const plan = await perform(planBack(executor, last));
  const title = `Back from ${versionsOf(owners)} to ${versionsOf(before.owners)} on node ${node}`;
  await proceed({ verb: 'rollback', question: 'Roll back?', plan, title, undoes }, executor, options);
}
