import { Command, InvalidArgumentError, Option } from 'commander';

/** Words that stand for a file in help texts; completion offers file names for them. */
export const fileWords: readonly string[] = ['FILE', 'PATH'];

/** A verb, with an example that can be run as it stands beside documents of these names. */
export function verb(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `\nExample:\n${examples.map((each) => `  $ ${each}`).join('\n')}`);
}

/** `-t`, that may be given more than once. */
export function networkOption(): Option {
  return new Option('-t, --network <FILE>', 'tenant network (tenant-network/1), - for standard input')
    .argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file])
    .makeOptionMandatory();
}

export function inventoryOption(): Option {
  return once(
    '-i, --inventory <FILE>',
    'inventory of nodes (inventory/1), - for standard input',
  ).makeOptionMandatory();
}

export function outputOption(): Option {
  return once('-o, --output <FILE>', 'write here and not to standard output: whole or not at all, mode 0600');
}

/** An option that a second time would silently override. */
export function once(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: string | undefined) => {
    if (before !== undefined) throw new InvalidArgumentError('It is given twice.');
    return value;
  });
}
