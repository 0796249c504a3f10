import type { ExecutionEvent } from '@networkd/planner';
import type { Command } from 'commander';
import { perform } from '../error/perform.js';
import { type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { secretsOption, stateOption, verb } from '../option/options.js';
import { holdOn, letGo } from '../terminal/hold-on.js';
import { print } from '../terminal/io.js';
import { short, teller } from '../terminal/tell.js';

export function guardCommand(load: LoadLinux): Command {
  return verb(
    'guard',
    'wait for tn confirm, and roll back where it does not come in time',
    ['tn guard'],
    ['tn apply --confirm starts it. Have it run at boot too, in case the node goes down.'],
  )
    .addOption(secretsOption())
    .addOption(stateOption())
    .action((options: MachineOptions) => guard(load, options));
}

async function guard(load: LoadLinux, options: MachineOptions): Promise<void> {
  const { linux } = await load();
  // The terminal of the apply that started it may go; a person may stop it, but not half-way.
  process.on('SIGHUP', () => {});
  const tell = teller();
  const receipt = await perform(
    linux(linuxOptions(options)).guard((event: ExecutionEvent) => {
      if (event.kind === 'Retrying') letGo();
      else holdOn();
      tell(event);
    }),
  );
  await print(
    receipt === undefined
      ? 'Nothing to roll back: nothing waits for confirmation\n'
      : `Rolled back: it was not confirmed in time. Plan ${short(receipt.plan)}\n`,
  );
}
