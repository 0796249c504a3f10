import { argvOf, type ProcessCommand, type ProgramFacts, programs } from '@networkd/planner';
import { comment, heredoc, quote } from './quote.js';
import { fileIn, width, wordOf } from './shell-words.js';

/** Returns functions for sh(1) that start and stop programs, each where one of the commands needs it. */
export function processFunctions(commands: readonly ProcessCommand[]): readonly string[] {
  if (commands.length === 0) return [];
  const has = (role: ProgramFacts['role'], action?: ProcessCommand['action']) =>
    commands.some(
      (each) => programs[each.program].role === role && (action === undefined || each.action === action),
    );
  return [
    '',
    ...comment(
      'A program that goes on is in a session of its own, and by its files known as ours to whoever plans or applies next.',
      width,
    ),
    ...awaiting,
    ...(commands.some(({ action }) => action === 'start') ? start : []),
    ...(has('makes', 'start') ? listens : []),
    ...(has('makes') ? gone : []),
    ...(has('serves') ? stop : []),
    ...scripts(commands),
  ];
}

const awaiting = [
  'await() {',
  '  tries=100',
  '  until "$@"; do',
  '    tries=$((tries - 1))',
  '    [ "$tries" -gt 0 ] || return 1',
  '    sleep 0.1',
  '  done',
  '}',
];

/** What is said stays where the executor looks for it: in a file for its owner only. */
const start = [
  'start() {',
  '  log=$1',
  '  shift',
  '  rm -f "$log"',
  '  (umask 077 && : >"$log")',
  '  LC_ALL=C setsid "$@" </dev/null >>"$log" 2>&1 &',
  '  pid=$!',
  '}',
  'failed() {',
  '  cat "$log" >&2',
  '  exit 1',
  '}',
];

/** Not by wg(8), which takes a socket away that nobody listens to yet. */
const listens = ['listens() {', '  grep -q " 00010000 .* $1\\$" "/proc/$pid/net/unix" 2>/dev/null', '}'];

/** A process that makes a link is known by the file that it writes to. */
const gone = [
  'gone() {',
  `  [ -z "$(find /proc/[0-9]*/fd/1 \\( -lname "$1" -o -lname "$1 (deleted)" \\) 2>/dev/null)" ]`,
  '}',
  'leave() {',
  '  [ -e "$1" ] || return 0',
  '  await gone "$1"',
  '  rm -f "$1"',
  '}',
];

const stop = [
  'runs() {',
  '  pid=$(cat "$1" 2>/dev/null) &&',
  `    tr '=' '\\0' 2>/dev/null <"/proc/$pid/cmdline" | tr '\\0' '\\n' | grep -Fqx -- "$1"`,
  '}',
  'ended() {',
  '  [ ! -e "/proc/$1/exe" ]',
  '}',
  'stop() {',
  '  if runs "$1"; then',
  '    kill "$pid"',
  '    await ended "$pid" || kill -9 "$pid"',
  '  fi',
  '  rm -f "$@"',
  '}',
];

/** Returns the lines that write what the started programs run themselves, as the executor writes it. */
function scripts(commands: readonly ProcessCommand[]): readonly string[] {
  const started = new Set(commands.filter(({ action }) => action === 'start').map(({ program }) => program));
  return [...started].flatMap((program) =>
    Object.entries(programs[program].scripts).flatMap(([name, text]) => {
      const { operator, lines } = heredoc(text);
      const file = fileIn('STATE', name);
      return [
        '',
        ...comment(`What ${program} runs, in the folder of what the executor keeps.`, width),
        `: "\${STATE:=/var/lib/networkd}"`,
        `(umask 077 && mkdir -p "$STATE" && cat >${file}.new && chmod 700 ${file}.new && mv ${file}.new ${file}) ${operator}`,
        ...lines,
      ];
    }),
  );
}

/** Returns what starts or stops a program, for sh(1). */
export function processLines(command: ProcessCommand, owner: string): readonly string[] {
  const { action, link } = command;
  const facts: ProgramFacts = programs[command.program];
  const { log, given, made } = facts.files(link);
  const making = `umask 077 && mkdir -p ${quote(facts.folder)}`;
  if (facts.role === 'makes') {
    const leaving = `leave ${quote(log)}`;
    if (action === 'stop') return [leaving];
    return [
      leaving,
      `(${making})`,
      startLine(command, owner, log),
      `await listens ${quote(facts.socket(link))} || failed`,
    ];
  }
  const index = facts.indexFile(link);
  const own = [facts.file(link), ...Object.keys(given), ...made, index, log].map(quote);
  const stopping = `stop ${own.join(' ')}`;
  if (action === 'stop') return [stopping];
  const at = link.netns === undefined ? '' : `-n ${quote(link.netns)} `;
  const writing = Object.entries(given).map(([name, text]) => `printf %s ${quote(text)} >${quote(name)}`);
  return [
    stopping,
    `index=$(ip ${at}-oneline link show dev ${quote(link.device)})`,
    `(${[making, `echo "\${index%%:*}" >${quote(index)}`, ...writing].join(' && ')})`,
    startLine(command, owner, log),
    `await runs ${quote(facts.file(link))} || failed`,
  ];
}

/**
 * Returns the line that starts a program with exactly the words that the executor uses. A program that a variable names
 * in the place of ours is taken from there too.
 */
function startLine(command: ProcessCommand, owner: string, log: string): string {
  const { executable, variable }: ProgramFacts = programs[command.program];
  const words = argvOf(command).map((word) =>
    word === executable && variable !== undefined ? `"\${${variable}:-${executable}}"` : wordOf(word, owner),
  );
  return `start ${quote(log)} ${words.join(' ')}`;
}
