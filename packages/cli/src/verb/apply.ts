import type { Command } from 'commander';
import type { DocumentOptions } from '../document/documents.js';
import { loadPlan } from '../document/saved-plan.js';
import { failure } from '../error/failure.js';
import { type LoadLinux, linuxOptions } from '../machine.js';
import {
  carryingOut,
  carryingOutRemarks,
  inventoryOption,
  networkOption,
  once,
  planArgument,
  verb,
} from '../option/options.js';
import { dash } from '../terminal/io.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { planHere } from './shared/plan-here.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';

interface ApplyOptions extends ExecutionOptions, Partial<DocumentOptions> {
  readonly node?: string;
}

export function applyCommand(load: LoadLinux): Command {
  const command = verb(
    'apply',
    'bring this node to its networks, or leave it exactly as it was',
    [
      'tn apply -t network.json -i inventory.json -n a',
      'tn apply -t network.json -i inventory.json -n a --confirm 60 --yes',
      'tn apply plan.json',
    ],
    ['It observes, plans, shows the plan and asks; then it applies, and looks again.', ...carryingOutRemarks],
  )
    .addArgument(planArgument('[PLAN]', '; refused where the node moved since'))
    .addOption(networkOption().makeOptionMandatory(false))
    .addOption(inventoryOption().makeOptionMandatory(false))
    .addOption(once('-n, --node <NODE>', 'the id of this node'));
  return carryingOut(command).action((file: string | undefined, options: ApplyOptions) =>
    inJsonLines(options.json, () => apply(load, file, options)),
  );
}

async function apply(load: LoadLinux, file: string | undefined, options: ApplyOptions): Promise<void> {
  checkArguments(file, options);
  const source = file ?? asked(options);
  const { linux } = await load();
  const executor = linux(linuxOptions(options));
  const plan = typeof source === 'string' ? loadPlan(source) : await planHere(source, executor);
  await proceed({ verb: 'apply', question: 'Apply?', plan }, executor, options);
}

/**
 * Refuses a plan together with documents to make one from. Refuses standard input without `--yes`, too: nobody can be
 * asked there then.
 */
function checkArguments(
  file: string | undefined,
  { network = [], inventory, node, yes }: ApplyOptions,
): void {
  const documents = [...network, inventory, node];
  if (file !== undefined && documents.some((each) => each !== undefined)) {
    throw failure(
      'bad-arguments',
      file,
      'a saved plan has its networks and its node; leave -t, -i and -n out',
    );
  }
  if (!yes && [file, ...network, inventory].includes(dash)) {
    throw failure('bad-arguments', dash, 'standard input is taken, so nobody can be asked there; give --yes');
  }
}

/** Returns what is to be planned, or refuses where part of it is not given. */
function asked({ network, inventory, node }: ApplyOptions): DocumentOptions & { readonly node: string } {
  if (network !== undefined && inventory !== undefined && node !== undefined)
    return { network, inventory, node };
  const missing = [
    ...(network === undefined ? ['-t NETWORK'] : []),
    ...(inventory === undefined ? ['-i INVENTORY'] : []),
    ...(node === undefined ? ['-n NODE'] : []),
  ];
  throw failure(
    'bad-arguments',
    'apply',
    `give a saved PLAN, or what it is made from: ${missing.join(', ')}`,
  );
}
