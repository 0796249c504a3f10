import type { OptionSpec, Spec, Values, VerbSpec } from './spec.js';

export function zsh({ options, verbs }: Spec): string {
  return [
    '#compdef tn',
    '# Completion of tn in zsh: put this file as _tn into a folder of $fpath, or source it after compinit.',
    '_tn() {',
    ...chosen(verbs, options, '  '),
    '}',
    'if [[ $funcstack[1] = _tn ]]; then _tn "$@"; else compdef _tn tn; fi\n',
  ].join('\n');
}

/** Completes the name of a verb, or what may follow the one that is there. */
function chosen(
  verbs: readonly VerbSpec[],
  options: readonly OptionSpec[],
  indent: string,
): readonly string[] {
  return [
    'local -a verbs=(',
    ...verbs.map(({ name, description }) => `  ${quoted(`${name}:${description}`)}`),
    ')',
    'if (( CURRENT == 2 )); then',
    `  _describe verb verbs; _arguments ${options.flatMap(optionTexts).join(' ')}`,
    '  return',
    'fi',
    'local verb=$words[2]',
    'shift words; (( CURRENT-- ))',
    'case $verb in',
    ...verbs.flatMap((verb) =>
      verb.verbs.length === 0
        ? [`  ${verb.name}) ${argumentsOf(verb)} ;;`]
        : [`  ${verb.name})`, ...chosen(verb.verbs, verb.options, '    '), '  ;;'],
    ),
    'esac',
  ].map((line) => indent + line);
}

function argumentsOf({ options, argument }: VerbSpec): string {
  return `_arguments ${[...options.flatMap(optionTexts), ...argumentTexts(argument)].join(' ')}`;
}

/** Returns an option as `_arguments` takes it, `FLAG[description]:value:action`; a `*` lets it come again. */
function optionTexts({ flags, description, values }: OptionSpec): readonly string[] {
  const text = description.replace(/[[\]:\\]/g, '\\$&');
  const value = values === 'none' ? '' : `:value:${actionOf(values)}`;
  return flags.map((flag) => quoted(`*${flag}[${text}]${value}`));
}

function argumentTexts(values: Values): readonly string[] {
  return values === 'none' ? [] : [quoted(`1:argument:${actionOf(values)}`)];
}

function actionOf(values: Values): string {
  if (values === 'files') return '_files';
  return typeof values === 'string' ? ' ' : `(${values.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
