import type { Folders } from './files.js';
import type { Source } from './source.js';
import { ofMachine, ofNamespace } from './sources.js';

/** What begins a line that says whose output follows: a namespace, and a command's place in the list of sources. */
export const mark = '\u001e';

/** The namespace of the machine's host. */
const host = 'host';

/** What stands for a namespace in the marks of what is asked once. */
export const machine = 'machine';

/**
 * Returns the script for sh(1), as root in the machine's namespaces of mounts and processes and in its host's network
 * namespace, that writes down all that `recordOf` reads. Sources that ask the same share the answer. It ends at the
 * first that fails.
 */
export function script(folders: Folders): string {
  return `set -eu
trap '' PIPE
LC_ALL=C; PATH=$PATH:/usr/sbin:/sbin; export LC_ALL PATH
look=${quoted(`set -eu\n${asked(ofNamespace, '$1')}`)}
${asked(ofMachine(folders), machine)}
(set -- ${host}; eval "$look")
seen=" $(readlink /proc/self/ns/net) "
into() { # NAME PATH NUMBER
  case $seen in *" $3 "*) return ;; esac
  seen="$seen$3 "
  # A process may have ended since it was listed.
  nsenter --net="$2" -- sh -c "$look" look "$1" || [ ! -e "$2" ]
}
# What is mounted below something else cannot be seen: it has another number there, or none.
for each in $(awk '$4 ~ /^net:/ { print $4 "=" $5 }' /proc/self/mountinfo | sort -t= -k2); do
  path=\${each#*=}
  [ "net:[$(stat -L -c %i "$path" 2>/dev/null)]" != "\${each%%=*}" ] ||
    into "\${path#/run/netns/}" "$path" "\${each%%=*}"
done
for each in $(ps -eo netns=,pid= --sort=pid | awk '$1 ~ /^[0-9]+$/ && !seen[$1]++ { print $2 "=" $1 }'); do
  pid=\${each%%=*}
  into "of $(tr '\\0\\n' '  ' </proc/$pid/cmdline || true)" /proc/$pid/ns/net "net:[\${each#*=}]"
done
`;
}

/** Returns the distinct commands of sources, in their order. */
export function commandsOf(sources: readonly Source[]): readonly string[] {
  return [...new Set(sources.map(({ command }) => command))];
}

function asked(sources: readonly Source[], namespace: string): string {
  return commandsOf(sources)
    .map((command, i) => `printf '\\036%s\\t${i}\\n' "${namespace}"\n${command}`)
    .join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
