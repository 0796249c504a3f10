import { connect, wireguardConfigurations } from '@networkd/planner';
import type { Command } from 'commander';
import { type DocumentOptions, loadOne, succeed } from '../document/documents.js';
import { failure } from '../error/failure.js';
import { inventoryOption, networkOption, outputOption, verb } from '../option/options.js';
import { output } from '../terminal/io.js';
import { nearest } from '../word/nearest.js';

interface ShowconfOptions extends DocumentOptions {
  readonly output?: string;
}

export function showconfCommand(): Command {
  return verb(
    'showconf',
    'print the WireGuard configuration of a node as wg(8) showconf does, without its private key',
    [
      'tn showconf -t network.json -i inventory.json a',
      'tn showconf -t network.json -i inventory.json a -o w-fixture.conf',
    ],
  )
    .argument('<NODE>', 'a node that has a network resource')
    .addOption(networkOption())
    .addOption(inventoryOption())
    .addOption(outputOption())
    .action(showconf);
}

async function showconf(node: string, options: ShowconfOptions): Promise<void> {
  const { network, inventory, fileOf } = loadOne(options);
  const configuration = wireguardConfigurations(succeed(connect(network, inventory), fileOf))(node);
  if (configuration === undefined) {
    const near = nearest(
      node,
      network.resources.map((each) => each.node),
    );
    const advice = near.length > 0 ? `perhaps ${near.join(' or ')} is meant` : 'give a node of it';
    throw failure('unknown-end', 'NODE', `the network has no ${node}; ${advice}`);
  }
  await output(options.output, [configuration]);
}
