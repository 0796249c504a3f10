import type { Command } from 'commander';
import { checkLine } from '../document/check-line.js';
import { type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { findingExit, secretsOption, stateOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { painter } from '../terminal/style.js';

interface DoctorOptions extends MachineOptions {
  readonly json?: true;
}

export function doctorCommand(load: LoadLinux): Command {
  return verb(
    'doctor',
    'say what this node has and lacks for plans to be applied on it; change nothing',
    ['tn doctor'],
    [
      'Exit status: 0 where nothing is lacking, 1 where something is. What it warns of is there and works, and will stand in the way of networks: the rules of others, as Docker, ufw or firewalld write them.',
    ],
  )
    .addOption(secretsOption())
    .addOption(stateOption())
    .option('--json', 'print the result as JSON')
    .action((options: DoctorOptions) => examine(load, options));
}

async function examine(load: LoadLinux, options: DoctorOptions): Promise<void> {
  const { doctor } = await load();
  const checks = await doctor(linuxOptions(options));
  const ok = checks.every((check) => check.ok);
  const paint = painter(process.stdout);
  await print(
    options.json
      ? `${JSON.stringify({ ok, checks }, null, 2)}\n`
      : checks.map((each) => checkLine(each, checks, paint)).join(''),
  );
  if (!ok) process.exitCode = findingExit;
}
