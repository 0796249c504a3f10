import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { accessCommand } from './access.js';
import { applyCommand } from './apply.js';
import { bootCommand } from './boot.js';
import { checkCommand } from './check.js';
import { completionCommand } from './completion.js';
import { confirmCommand } from './confirm.js';
import { doctorCommand } from './doctor.js';
import { explainCommand } from './explain.js';
import { graphCommand } from './graph.js';
import { guardCommand } from './guard.js';
import { historyCommand } from './history.js';
import { inventoryCommand } from './inventory.js';
import { printError } from './io.js';
import { keyCommand } from './key.js';
import type { LoadLinux } from './linux.js';
import { nodeCommand } from './node.js';
import { observeCommand } from './observe.js';
import { planCommand } from './plan.js';
import { reachCommand } from './reach.js';
import { removeCommand } from './remove.js';
import { rollbackCommand } from './rollback.js';
import { verifyCommand } from './verify.js';

/** The whole command, from which help and completion are made too. What changes the machine is loaded when needed. */
export function program(load: LoadLinux): Command {
  const tn = new Command('tn')
    .description(
      'check, plan, draw and explain tenant networks, and apply them to the node this runs on; only boot, node, apply, rollback, remove and guard change a node',
    )
    .version(manifest.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureOutput({ writeErr: printError })
    .showHelpAfterError('(add --help to see what can be given)')
    .addHelpText('after', '\nExample:\n  $ tn plan -t network.json -i inventory.json -n a');
  const onDocuments = [
    checkCommand(),
    planCommand(load),
    reachCommand(),
    graphCommand(),
    accessCommand(),
    explainCommand(),
    completionCommand(() => tn),
  ];
  const onNode = [
    doctorCommand(load),
    keyCommand(load),
    bootCommand(load),
    inventoryCommand(load),
    nodeCommand(load),
    observeCommand(load),
    applyCommand(load),
    confirmCommand(load),
    verifyCommand(load),
    historyCommand(load),
    rollbackCommand(load),
    removeCommand(load),
    guardCommand(load),
  ];
  for (const verb of onDocuments) tn.addCommand(verb.copyInheritedSettings(tn).helpGroup('On documents:'));
  for (const verb of onNode) tn.addCommand(verb.copyInheritedSettings(tn).helpGroup('On this node:'));
  return tn;
}
