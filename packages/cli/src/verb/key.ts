import type { NetworkId, PublicKey } from '@networkd/planner';
import { Argument, type Command } from 'commander';
import { executionFailure } from '../error/execution-failure.js';
import { type Linux, type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { networkIdOf } from '../option/network-id.js';
import { secretsOption, stateOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';

type Action = 'generate' | 'show';

export function keyCommand(load: LoadLinux): Command {
  return verb(
    'key',
    "make this node's private key of a network, or show the public key of it",
    ['tn key generate EJyFexd14LVGi --secrets secrets', 'tn key show EJyFexd14LVGi --secrets secrets'],
    ['It prints the public key, for the network document. A key that is there is never overwritten.'],
  )
    .addArgument(new Argument('<ACTION>', 'what to do').choices(['generate', 'show']))
    .addArgument(new Argument('<NETWORK-ID>', 'the id of the network'))
    .addOption(secretsOption())
    .addOption(stateOption())
    .action((action: Action, id: string, options: MachineOptions) => key(load, action, id, options));
}

async function key(load: LoadLinux, action: Action, id: string, options: MachineOptions): Promise<void> {
  const network = networkIdOf(id);
  const { secrets } = linuxOptions(options);
  await print(`${publicKey(await load(), action, secrets, network)}\n`);
}

function publicKey(linux: Linux, action: Action, secrets: string, network: NetworkId): PublicKey {
  try {
    return action === 'generate' ? linux.generateKey(secrets, network) : linux.showKey(secrets, network);
  } catch (error) {
    throw error instanceof linux.Refusal ? executionFailure(error.error) : error;
  }
}
