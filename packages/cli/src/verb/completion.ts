import { Argument, type Command } from 'commander';
import { bash } from '../completion/bash.js';
import { fish } from '../completion/fish.js';
import { specOf } from '../completion/spec.js';
import { zsh } from '../completion/zsh.js';
import { verb } from '../option/options.js';
import { print } from '../terminal/io.js';

const scripts = { bash, zsh, fish } as const;

/**
 * Makes the verb. Its scripts are written from the command's own tree of verbs and options, so that they cannot lag
 * behind.
 */
export function completionCommand(root: () => Command): Command {
  return verb('completion', 'print a script that completes verbs, options and their values in a shell', [
    'tn completion bash > tn.bash  # then, in ~/.bashrc: source tn.bash',
  ])
    .addArgument(new Argument('<SHELL>', 'the shell to complete in').choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts) => print(scripts[shell](specOf(root()))));
}
