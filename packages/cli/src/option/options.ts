import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { defaultState } from '../machine.js';
import { wrap } from '../terminal/style.js';

/** Words that stand for a file or folder in help texts; completion offers the names of files for them. */
export const fileWords: readonly string[] = ['FILE', 'PATH', 'PLAN', 'DIR'];

/**
 * Returns a verb, with examples that can be run as they stand beside documents of these names, and what else is to be
 * known.
 */
export function verb(
  name: string,
  description: string,
  examples: readonly string[],
  remarks: readonly string[] = [],
): Command {
  const paragraphs = remarks.map((remark) => `\n${wrap(remark, 80)}\n`).join('');
  return new Command(name)
    .description(description)
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `${paragraphs}\nExample:\n${examples.map((each) => `  $ ${each}`).join('\n')}`);
}

/** Returns a verb of which each of the given verbs says what to do. It does nothing by itself. */
export function verbOf(
  name: string,
  description: string,
  verbs: readonly Command[],
  remarks: readonly string[] = [],
): Command {
  const examples = verbs.map((each) => `tn ${name} ${each.name()} --help`);
  const command = verb(name, description, examples, remarks).helpCommand(false);
  for (const each of verbs) command.addCommand(each);
  return command;
}

/** Returns `-t`, which may be given more than once. */
export function networkOption(): Option {
  return several(
    '-t, --network <FILE>',
    'tenant network (tenant-network/1), - for standard input',
  ).makeOptionMandatory();
}

/** Returns an option that may be given more than once. */
export function several(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

export function inventoryOption(): Option {
  return once(
    '-i, --inventory <FILE>',
    'inventory of nodes (inventory/1), - for standard input',
  ).makeOptionMandatory();
}

/** Returns the option for the id of this node, where no other name will do: addresses are derived from it. */
export function nodeOption(): Option {
  return once('-n, --node <NODE>', 'the id of this node').makeOptionMandatory();
}

export function nodeConfigOption(): Option {
  return once(
    '-c, --node-config <FILE>',
    'what the farmer says of the node (node-config/1); nothing by default',
  );
}

export function publicConfigOption(): Option {
  return once('-p, --public-config <FILE>', 'its public addresses (public-config/1); none by default');
}

export function formatOption(): Option {
  return new Option('-f, --format <FORMAT>', 'text by default').choices(['text', 'json', 'shell']);
}

export function outputOption(): Option {
  return once('-o, --output <FILE>', 'write here and not to standard output: whole or not at all, mode 0600');
}

/** Returns an option that may be given only once: a second value would silently override the first. */
export function once(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string | undefined) => {
    if (before !== undefined) throw new InvalidArgumentError('It is given twice.');
    return value;
  });
}

/** Returns the argument of a verb that takes a saved plan. */
export function planArgument(name: string, description: string): Argument {
  return new Argument(name, `a saved plan (plan/2), - for standard input${description}`);
}

export function stateOption(): Option {
  return once('--state <DIR>', `the journal and the states to go back to; ${defaultState} by default`);
}

export function secretsOption(): Option {
  return once(
    '--secrets <DIR>',
    'private keys, NETWORK-ID.key each; the folder secrets in --state by default',
  );
}

/** Adds the options of every verb that carries a plan out. */
export function carryingOut(command: Command): Command {
  return command
    .addOption(secretsOption())
    .addOption(stateOption())
    .addOption(
      seconds('--confirm <SECONDS>', 'roll back by itself unless tn confirm comes within so many seconds', 1),
    )
    .addOption(lockTimeoutOption())
    .option('--yes', 'do not ask')
    .addOption(eventsOption())
    .addOption(detailedExitcodeOption());
}

export function lockTimeoutOption(): Option {
  return seconds(
    '--lock-timeout <SECONDS>',
    'wait so long for another apply to end; not at all by default',
    0,
  );
}

export function eventsOption(): Option {
  return new Option('--json', 'print events as JSON, one a line: the last is the receipt or the error');
}

export function detailedExitcodeOption(): Option {
  return new Option('--detailed-exitcode', 'exit 2 where there was something to do, 0 where there was not');
}

/** What is to be known of every verb that carries a plan out. */
export const carryingOutRemarks: readonly string[] = [
  'What fails is rolled back. Ctrl-C, or a terminal that goes away, does not stop what has begun: it is carried out, or rolled back where it fails.',
  'Exit status: 0 fine, 1 an error, 3 failed and rolled back, 4 failed and not rolled back: apply again.',
];

/** Returns an option that is a whole number of seconds, at most a day. */
export function seconds(flags: string, description: string, least: number): Option {
  return new Option(flags, description).argParser((value: string, before: number | undefined) => {
    if (before !== undefined) throw new InvalidArgumentError('It is given twice.');
    const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= day) return number;
    throw new InvalidArgumentError(`It is no whole number of seconds from ${least} to ${day}.`);
  });
}

const day = 86_400;

/** The exit status of a verb that looks and finds something: it did its work, so that is no error. */
export const findingExit = 2;
