import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { accessCommand } from './access.js';
import { checkCommand } from './check.js';
import { completionCommand } from './completion.js';
import { explainCommand } from './explain.js';
import { graphCommand } from './graph.js';
import { planCommand } from './plan.js';
import { reachCommand } from './reach.js';

/** The whole command, from which help and completion are made too. */
export function program(): Command {
  const tn = new Command('tn')
    .description('check, plan, draw and explain tenant networks; nothing here ever changes a node')
    .version(manifest.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showHelpAfterError('(add --help to see what can be given)')
    .addHelpText('after', '\nExample:\n  $ tn plan -t network.json -i inventory.json -n a');
  const verbs = [
    checkCommand(),
    planCommand(),
    reachCommand(),
    graphCommand(),
    accessCommand(),
    explainCommand(),
  ];
  for (const verb of [...verbs, completionCommand(() => tn)]) tn.addCommand(verb.copyInheritedSettings(tn));
  return tn;
}
