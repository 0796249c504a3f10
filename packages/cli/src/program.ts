import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { LoadLinux } from './machine.js';
import { printError } from './terminal/io.js';
import { accessCommand } from './verb/access.js';
import { applyCommand } from './verb/apply.js';
import { bootCommand } from './verb/boot.js';
import { checkCommand } from './verb/check.js';
import { completionCommand } from './verb/completion.js';
import { confirmCommand } from './verb/confirm.js';
import { doctorCommand } from './verb/doctor.js';
import { explainCommand } from './verb/explain.js';
import { graphCommand } from './verb/graph.js';
import { guardCommand } from './verb/guard.js';
import { historyCommand } from './verb/history.js';
import { inventoryCommand } from './verb/inventory.js';
import { keyCommand } from './verb/key.js';
import { nodeCommand } from './verb/node.js';
import { observeCommand } from './verb/observe.js';
import { planCommand } from './verb/plan.js';
import { reachCommand } from './verb/reach.js';
import { removeCommand } from './verb/remove.js';
import { rollbackCommand } from './verb/rollback.js';
import { schemaCommand } from './verb/schema.js';
import { showCommand } from './verb/show.js';
import { showconfCommand } from './verb/showconf.js';
import { verifyCommand } from './verb/verify.js';

/**
 * Returns the whole command, from which help and completion are made too. What changes the machine is loaded when
 * needed.
 */
export function program(load: LoadLinux): Command {
  const tn = new Command('tn')
    .description(
      'check, plan, draw and explain tenant networks, and apply them to the node this runs on; only boot, node, apply, rollback, remove and guard change a node',
    )
    .version(manifest.version, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureOutput({ writeErr: printError })
    .showHelpAfterError('(add --help to see what can be given)')
    .addHelpText(
      'after',
      '\ntn help VERB shows what a verb does and takes.\n\nExample:\n  $ tn plan -t network.json -i inventory.json -n a',
    );
  const onDocuments = [
    checkCommand(),
    planCommand(load),
    showCommand(),
    reachCommand(),
    graphCommand(),
    showconfCommand(),
    accessCommand(),
    explainCommand(),
    schemaCommand(),
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
  for (const verb of onDocuments) tn.addCommand(settled(verb, tn).helpGroup('On documents:'));
  for (const verb of onNode) tn.addCommand(settled(verb, tn).helpGroup('On this node:'));
  return tn;
}

/** Returns the verb, and those that it is made of, with what the whole command says of errors and help. */
function settled(verb: Command, whole: Command): Command {
  verb.copyInheritedSettings(whole);
  for (const each of verb.commands) settled(each, whole);
  const names = verb.commands.map((each) => each.name()).join(', ');
  return names === '' ? verb : verb.showHelpAfterError(`(there are ${names}; add --help to see more)`);
}
