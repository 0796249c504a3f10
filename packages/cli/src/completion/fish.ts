import type { OptionSpec, Spec, Values } from './spec.js';

export function fish({ options, verbs }: Spec): string {
  return [
    '# Completion of tn in fish: put this file into ~/.config/fish/completions/tn.fish',
    'complete -c tn -f',
    ...verbs.map(
      ({ name, description }) =>
        `complete -c tn -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ),
    ...options.map((option) => optionText('__fish_use_subcommand', option)),
    ...verbs.flatMap(({ name, options: own, argument }) => {
      const condition = quoted(`__fish_seen_subcommand_from ${name}`);
      const words = argumentTexts(condition, argument);
      return [...own.map((option) => optionText(condition, option)), ...words];
    }),
    '',
  ].join('\n');
}

function argumentTexts(condition: string, argument: Values): readonly string[] {
  if (argument === 'files') return [`complete -c tn -n ${condition} -F`];
  return typeof argument === 'string' ? [] : [`complete -c tn -n ${condition} -a ${list(argument)}`];
}

function optionText(condition: string, { flags, description, values }: OptionSpec): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return `complete -c tn -n ${condition} ${names.join(' ')}${valueText(values)} -d ${quoted(description)}`;
}

function valueText(values: Values): string {
  if (values === 'none') return '';
  if (values === 'files') return ' -r -F';
  return typeof values === 'string' ? ' -x' : ` -x -a ${list(values)}`;
}

function list(words: readonly string[]): string {
  return quoted(words.join(' '));
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
