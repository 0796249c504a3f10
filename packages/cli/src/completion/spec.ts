import type { Argument, Command, Option } from 'commander';
import { fileWords } from '../option/options.js';
import { kinds } from '../verb/explain.js';

/** What may follow an option or stand as an argument: files, one of a few words, anything, or nothing at all. */
export type Values = 'files' | 'anything' | 'none' | readonly string[];

export interface OptionSpec {
  /** `-t` and `--network`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly values: Values;
}

export interface VerbSpec {
  /** The words after `tn`: `boot plan`. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly argument: Values;
  /** The verbs that it is made of. */
  readonly verbs: readonly VerbSpec[];
}

/** A command's verbs as completion sees them. */
export interface Spec {
  readonly options: readonly OptionSpec[];
  readonly verbs: readonly VerbSpec[];
}

/** Returns the verbs and all that they are made of, those before these. */
export function flat(verbs: readonly VerbSpec[]): readonly VerbSpec[] {
  return verbs.flatMap((each) => [each, ...flat(each.verbs)]);
}

/** Arguments that take a word of a list but explain themselves what is wrong with another. */
const wordsOf: Readonly<Record<string, readonly string[]>> = { explain: kinds };

export function specOf(root: Command): Spec {
  const help = root.createHelp();
  const options = (command: Command): readonly OptionSpec[] => help.visibleOptions(command).map(optionSpec);
  const verbsOf = (parent: Command, before: string): readonly VerbSpec[] =>
    parent.commands.map((command) => {
      const name = command.name();
      const [argument] = command.registeredArguments;
      return {
        path: before + name,
        name,
        description: command.description(),
        options: options(command),
        argument: argument === undefined ? 'none' : (wordsOf[name] ?? valuesOfArgument(argument)),
        verbs: verbsOf(command, `${before}${name} `),
      };
    });
  return { options: options(root), verbs: verbsOf(root, '') };
}

function valuesOfArgument(argument: Argument): Values {
  return argument.argChoices ?? (fileWords.includes(argument.name()) ? 'files' : 'anything');
}

function optionSpec(option: Option): OptionSpec {
  const flags = [option.short, option.long].flatMap((flag) => (flag === undefined ? [] : [flag]));
  return { flags, description: option.description, values: valuesOf(option) };
}

function valuesOf({ flags, required, optional, argChoices }: Option): Values {
  if (!required && !optional) return 'none';
  const word = /[<[](\w+)/.exec(flags)?.[1] ?? '';
  return argChoices ?? (fileWords.includes(word) ? 'files' : 'anything');
}
