import { flat, type OptionSpec, type Spec, type Values } from './spec.js';

export function bash({ options, verbs }: Spec): string {
  const all = flat(verbs);
  return [
    `# Completion of tn in bash 4 or later: source this file.
_tn() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} verb='' word
  [[ $previous == = ]] && previous=\${COMP_WORDS[COMP_CWORD - 2]}
  [[ $current == = ]] && current=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case "$verb $word" in ${all.map(({ path }) => `'${path.includes(' ') ? '' : ' '}${path}'`).join(' | ')}) verb=\${verb:+$verb }$word ;; esac
  done`,
    '  COMPREPLY=()',
    '  case $verb:$previous in',
    ...all.flatMap((verb) => verb.options.flatMap((option) => afterOption(verb.path, option))),
    '  esac',
    '  case $verb in',
    `    '') ${reply([...verbs.map(({ name }) => name), ...flagsOf(options)])} ;;`,
    ...all.map((verb) => {
      const words = typeof verb.argument === 'string' ? verb.verbs.map(({ name }) => name) : verb.argument;
      const files = verb.argument === 'files' ? ` && ${moreFiles}` : '';
      return `    '${verb.path}') ${reply([...words, ...flagsOf(verb.options)])}${files} ;;`;
    }),
    '  esac',
    '}',
    'complete -F _tn tn\n',
  ].join('\n');
}

/** Returns what completes the value of an option. After an option without a value, the verb's own words do. */
function afterOption(verb: string, { flags, values }: OptionSpec): readonly string[] {
  if (values === 'none') return [];
  return [`    ${flags.map((flag) => `'${verb}:${flag}'`).join(' | ')}) ${replyValues(values)}return ;;`];
}

/** The names of files beside the words that are there already. */
const moreFiles = `compopt -o filenames && mapfile -t -O \${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$current")`;

function replyValues(values: Values): string {
  if (values === 'files')
    return 'compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f -- "$current") && ';
  return typeof values === 'string' ? '' : `${reply(values)} && `;
}

function reply(words: readonly string[]): string {
  return `mapfile -t COMPREPLY < <(compgen -W '${words.join(' ')}' -- "$current")`;
}

function flagsOf(options: readonly OptionSpec[]): readonly string[] {
  return options.flatMap(({ flags }) => flags);
}
