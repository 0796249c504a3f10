import { commandsOf, type Invocation, invocationOf, type Word } from '@networkd/planner';
import { parameters } from './look.js';
import { settle } from './settle.js';
import type { Step } from './step.js';

/**
 * A machine just booted, with a namespace `public`. New namespaces take IPv4 parameters from the machine's own, so
 * what `born` sets is what they have on no matter whose machine this is.
 */
const prologue = `set -u
mount -t tmpfs tmpfs /run || exit
[ -L /var/run ] || mount --bind /run /var/run || exit
mkdir -p /run/netns /run/wireguard
born() { "$@" sysctl -qw ${[...parameters, 'net.ipv4.conf.default.promote_secondaries'].map((key) => `${key}=0`).join(' ')}; }
born && ip link set dev lo up && ip netns add public && born ip netns exec public || exit
until_not() { tries=300; while "$@" && [ "$tries" -gt 0 ]; do tries=$((tries - 1)); sleep 0.01; done; }
# What the shell does itself takes no process: there are hundreds of sequences.
ready() { while read -r line; do case $line in *'UAPI listener started'*) return ;; esac; done <log; return 1; }
unready() { [ -e "/proc/$pid/exe" ] && ! ready; }
listens() { $1 ss -Hlun 2>/dev/null | grep -q ":$2 "; }
silent() { ! listens "$@"; }
# Where the kernel has no WireGuard a program makes the device; only then does it depend on what the program says.
userspace() {
  read -r said <"$1"
  case $said in *'Unknown device type'*) ;; *) return 1 ;; esac
  : >log
  $2 env LOG_LEVEL=verbose wireguard-go -f "$3" >>log 2>&1 & pid=$!
  echo "$pid" >"$3.pid"
  # Not by wg: it takes a socket that nobody listens to yet away.
  until_not unready
  ready || { cat log >&2; return 1; }
}
# The program of a device that is gone ends a moment later, and only then gives its name and its port back.
lives() {
  [ -e "/run/wireguard/$1.sock" ] || { [ -e "$1.pid" ] && read -r pid <"$1.pid" && [ -e "/proc/$pid/exe" ]; }
}
refused=
`;

/**
 * A script that does every step. It leaves in `refused` the numbers of those that were refused, in `<i>.err` what was
 * said to step i, and in `found-<name>` what is in the end in each namespace that there is; the host's has no name.
 */
export function scriptOf(steps: readonly Step[], namespaces: readonly string[]): string {
  const looks = namespaces.map(
    (name) => `[ ! -e /run/netns/${name} ] || ip netns exec ${name} sh look.sh >found-${name}\n`,
  );
  return `${prologue}${steps.map(stepLines).join('')}
echo $refused >refused
. ./look.sh >found-
${looks.join('')}`;
}

function stepLines(step: Step, i: number): string {
  const { operation } = step;
  const [first, ...rest] = commandsOf(operation).map(invocationOf);
  const line = [
    first === undefined ? 'true' : words(first, i),
    ...rest.map((command) => words(command, i)),
    ...(operation.kind === 'NetnsAdd' ? [`born ip netns exec ${operation.name}`] : []),
  ];
  if (operation.kind === 'LinkAdd' && operation.type === 'wireguard') {
    const { netns, name, mtu } = operation;
    const [inside, ip] = netns === undefined ? ['', 'ip'] : [`ip netns exec ${netns}`, `ip -n ${netns}`];
    const set = `${ip} link set dev ${name} group 110 mtu ${mtu}`;
    line[0] = `{ ${line[0]} || { userspace ${i}.err '${inside}' ${name} && ${set}; }; }`;
  }
  return `{ ${line.join(' && ')}; } 2>${i}.err >/dev/null || refused="$refused ${i}"\n${settle(step).join('')}`;
}

function words({ argv, stdin }: Invocation, i: number): string {
  const line = argv.map((word) => (typeof word === 'string' ? `'${word}'` : fileOf(word))).join(' ');
  return stdin === undefined ? line : `${line} <${i}.in`;
}

function fileOf(word: Exclude<Word, string>): string {
  return 'secret' in word ? `${word.secret}.key` : word.state;
}
