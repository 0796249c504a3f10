import type { Command } from 'commander';

/**
 * Returns the words of a command line as the command takes them: `help VERB` is `VERB --help`, and after a verb that is not
 * there comes nothing, so that it is an error with `--help` too.
 */
export function invocation(command: Command, [first, ...rest]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return first === 'help'
    ? upToUnknown(command, [...rest, '--help'])
    : upToUnknown(command, [first, ...rest]);
}

function upToUnknown(command: Command, words: readonly string[]): readonly string[] {
  let within = command;
  for (const [i, word] of words.entries()) {
    if (word.startsWith('-') || within.commands.length === 0) break;
    const verb = within.commands.find((each) => each.name() === word);
    if (verb === undefined) return words.slice(0, i + 1);
    within = verb;
  }
  return words;
}
