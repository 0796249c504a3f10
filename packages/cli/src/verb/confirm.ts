import type { Command } from 'commander';
import { perform } from '../error/perform.js';
import { type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { stateOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { short } from '../terminal/tell.js';

export function confirmCommand(load: LoadLinux): Command {
  return verb('confirm', 'keep what was applied with --confirm, before it is rolled back', ['tn confirm'])
    .addOption(stateOption())
    .action((options: MachineOptions) => confirm(load, options));
}

async function confirm(load: LoadLinux, options: MachineOptions): Promise<void> {
  const { linux } = await load();
  const { plan } = await perform(linux(linuxOptions(options)).confirm());
  await print(`Confirmed: plan ${short(plan)} stays\n`);
}
