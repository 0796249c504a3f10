import { flat, type OptionSpec, type Spec, type Values, type VerbSpec } from './spec.js';

export function fish({ options, verbs }: Spec): string {
  return [
    '# Completion of tn in fish: put this file into ~/.config/fish/completions/tn.fish',
    'complete -c tn -f',
    'function __tn_begins',
    '  set -l words (commandline -opc)',
    '  for each in tn $argv',
    '    test "$words[1]" = $each; or return 1',
    '    set -e words[1]',
    '  end',
    'end',
    'function __tn_is',
    '  set -l words (commandline -opc)',
    '  __tn_begins $argv; and test (count $words) = (count tn $argv)',
    'end',
    ...verbs.map((each) => verbText('__fish_use_subcommand', each)),
    ...options.map((option) => optionText('__fish_use_subcommand', option)),
    ...flat(verbs).flatMap(({ path, options: own, argument, verbs: parts }) => {
      const condition = quoted(`__tn_begins ${path}`);
      return [
        ...parts.map((each) => verbText(quoted(`__tn_is ${path}`), each)),
        ...own.map((option) => optionText(condition, option)),
        ...argumentTexts(condition, argument),
      ];
    }),
    '',
  ].join('\n');
}

function verbText(condition: string, { name, description }: VerbSpec): string {
  return `complete -c tn -n ${condition} -a ${name} -d ${quoted(description)}`;
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
