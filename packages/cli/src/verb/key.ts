import type { NetworkId, PublicKey } from '@networkd/planner';
import type { Command } from 'commander';
import { executionFailure } from '../error/execution-failure.js';
import { type Linux, type LoadLinux, linuxOptions, type MachineOptions } from '../machine.js';
import { networkIdOf } from '../option/network-id.js';
import { secretsOption, stateOption, verb, verbOf } from '../option/options.js';
import { print } from '../terminal/io.js';

type Make = (linux: Linux, secrets: string, network: NetworkId) => PublicKey;

export function keyCommand(load: LoadLinux): Command {
  return verbOf('key', "make this node's private key of a network, or show the public key of it", [
    about(
      load,
      'generate',
      "make this node's private key of a network",
      ({ generateKey }, ...of) => generateKey(...of),
      ['It prints the public key, for the network document. A key that is there is never overwritten.'],
    ),
    about(load, 'show', "print the public key of this node's private key", ({ showKey }, ...of) =>
      showKey(...of),
    ),
  ]);
}

function about(
  load: LoadLinux,
  name: string,
  description: string,
  make: Make,
  remarks: readonly string[] = [],
): Command {
  return verb(name, description, [`tn key ${name} EJyFexd14LVGi --secrets secrets`], remarks)
    .argument('<NETWORK-ID>', 'the id of the network')
    .addOption(secretsOption())
    .addOption(stateOption())
    .action(async (id: string, options: MachineOptions) => {
      const network = networkIdOf(id);
      const { secrets } = linuxOptions(options);
      await print(`${publicKey(await load(), make, secrets, network)}\n`);
    });
}

function publicKey(linux: Linux, make: Make, secrets: string, network: NetworkId): PublicKey {
  try {
    return make(linux, secrets, network);
  } catch (error) {
    throw error instanceof linux.Refusal ? executionFailure(error.error) : error;
  }
}
