import { type Command, commandsOf, type LinkAdd, type Operation, type Plan } from '@networkd/planner';
import { comment, heredoc, quote } from './quote.js';
import { shortTitleOf } from './title.js';

/** Columns of a comment, and beyond which a command goes on in another line. */
const width = 100;

/**
 * The plan as a script for sh(1) (POSIX) of the exact commands, `ip`, `wg`, `nft`, `sysctl` and udhcpc's, for a person to read
 * and, as root, to run. Private keys are not in it: it takes them from the files `<network id>.key` of the directory
 * that the variable `SECRETS` names. Ends in a newline.
 */
export function shell(plan: Plan): string {
  const { operations } = plan;
  const lines = [...header(plan), 'set -eu', ...keyChecks(operations), ...awaitFunction(operations)];
  let last: string | undefined;
  for (const operation of operations) {
    const why = operation.disruptive === true ? `${operation.reason} (resets sessions)` : operation.reason;
    if (why !== last) lines.push('', ...comment(why, width));
    last = why;
    for (const line of commandLines(operation)) lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function header({ node, owners, hash, basis, operations, summary }: Plan): readonly string[] {
  const versions = owners.map(shortTitleOf).join(', ');
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`;
  const resets = summary.disruptive === 0 ? '' : `, of which ${summary.disruptive} reset WireGuard sessions`;
  const expected =
    'Run it as root, on this node, in that state. It stops at the first command that fails: then plan again.';
  return [
    '#!/bin/sh',
    ...comment(
      `Node ${node}, ${versions}: ${operations.length === 0 ? 'no changes' : count}${resets}.`,
      width,
    ),
    ...comment(`plan  ${hash}\nbasis ${basis} (the observed state it was computed from)`, width),
    ...comment(operations.length === 0 ? '' : expected, width).filter((line) => line !== '#'),
  ];
}

/** Before anything is changed: is the key file there, and is it the key that the peers know? */
function keyChecks(operations: readonly Operation[]): readonly string[] {
  const checks = operations.flatMap((operation) => {
    if (operation.kind !== 'WireGuardSetDevice' || operation.publicKey === undefined) return [];
    const { owner: network, publicKey } = operation;
    return [
      `[ "$(wg pubkey <${keyFile(network)})" = ${quote(publicKey)} ] || {`,
      `  echo ${quote(`${network}.key: not the private key of ${publicKey}`)} >&2`,
      '  exit 1',
      '}',
    ];
  });
  if (checks.length === 0) return [];
  return [
    '',
    ...comment('The private key of each network, mode 0600, in a file of its own: <network id>.key.', width),
    `: "\${SECRETS:?the directory of the private keys}"`,
    ...checks,
  ];
}

function keyFile(network: string): string {
  return `"$SECRETS"/${quote(`${network}.key`)}`;
}

function awaitFunction(operations: readonly Operation[]): readonly string[] {
  if (!operations.some((operation) => operation.kind === 'LinkAdd' && operation.type === 'wireguard'))
    return [];
  return [
    '',
    ...comment(
      'A userspace WireGuard takes a moment until it listens to wg: ready DEVICE waits for it.',
      width,
    ),
    'ready() {',
    '  tries=100',
    '  until wg show "$1" >/dev/null 2>&1; do',
    '    tries=$((tries - 1))',
    '    [ "$tries" -gt 0 ] || { echo "$1: no answer from its WireGuard implementation" >&2; return 1; }',
    '    sleep 0.1',
    '  done',
    '}',
  ];
}

function commandLines(operation: Operation): readonly string[] {
  const [first, ...rest] = commandsOf(operation);
  if (first === undefined) return [];
  const { owner: network } = operation;
  const isWireGuard = operation.kind === 'LinkAdd' && operation.type === 'wireguard';
  return [
    ...(isWireGuard ? orUserspace(first, operation) : written(first, network)),
    ...rest.flatMap((command) => written(command, network)),
  ];
}

/**
 * As wg-quick(8) does where the kernel has no WireGuard: a program makes the device, in the same namespace. What the
 * kernel's device is born with is then set.
 */
function orUserspace(add: Command, { owner: network, netns, name }: LinkAdd): readonly string[] {
  const attributes = add.argv.slice(add.argv.indexOf(name) + 1, add.argv.indexOf('type'));
  const ip = netns === undefined ? ['ip'] : ['ip', '-n', netns];
  const set = [...ip, 'link', 'set', 'dev', name, ...attributes];
  const inNetns = netns === undefined ? '' : `ip netns exec ${quote(netns)} `;
  return [
    `${written(add, network).join('\n')} || {`,
    `  ${inNetns}"\${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" ${quote(name)}`,
    `  ready ${quote(name)}`,
    ...written({ argv: set }, network).map((line) => `  ${line}`),
    '}',
  ];
}

function written({ argv, stdin }: Command, network: string): readonly string[] {
  const words = argv.map((word) => (typeof word === 'string' ? quote(word) : keyFile(network)));
  const line = words.join(' ');
  if (stdin !== undefined) {
    const { operator, lines } = heredoc(stdin);
    return [`${line} ${operator}`, ...lines];
  }
  return line.length <= width ? [line] : broken(words);
}

/** The options of `wg set … peer` with their values: where its line may go on in another. */
const breaks: ReadonlySet<string> = new Set(['endpoint', 'persistent-keepalive', 'allowed-ips']);

function broken(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (breaks.has(word)) {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
