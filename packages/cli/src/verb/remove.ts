import { planOff } from '@networkd/operator';
import { Argument, type Command } from 'commander';
import { perform } from '../error/perform.js';
import { hostNode, type LoadLinux, linuxOptions, nodeNamed } from '../machine.js';
import { networkIdOf } from '../option/network-id.js';
import { carryingOut, carryingOutRemarks, once, verb } from '../option/options.js';
import { inJsonLines } from '../terminal/json-lines.js';
import { type ExecutionOptions, proceed } from './shared/proceed.js';

interface RemoveOptions extends ExecutionOptions {
  readonly node?: string;
}

export function removeCommand(load: LoadLinux): Command {
  const command = verb(
    'remove',
    'take everything of a network off this node',
    ['tn remove fixture'],
    ['Its private key stays where it is.', ...carryingOutRemarks],
  )
    .addArgument(new Argument('<NETWORK-ID>', 'the id of the network'))
    .addOption(
      once('-n, --node <NODE>', 'the id of this node; as it was last applied, or its host name, by default'),
    );
  return carryingOut(command).action((id: string, options: RemoveOptions) =>
    inJsonLines(options.json, () => remove(load, id, options)),
  );
}

async function remove(load: LoadLinux, id: string, options: RemoveOptions): Promise<void> {
  const network = networkIdOf(id);
  const { linux } = await load();
  const executor = linux(linuxOptions(options));
  const node =
    options.node === undefined
      ? ((await perform(executor.expected()))?.state.node ?? hostNode())
      : nodeNamed(options.node);
  const plan = await perform(planOff(executor, node, network));
  const title = `Everything of ${network} is taken off node ${node}`;
  await proceed({ verb: 'remove', question: 'Remove?', plan, title }, executor, options);
}
