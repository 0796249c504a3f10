import {
  afterDelete,
  type Command,
  commandsOf,
  inUserspace,
  type Operation,
  type Plan,
  type ProcessCommand,
} from '@networkd/planner';
import { comment, quote } from './quote.js';
import { processFunctions, processLines } from './shell-process.js';
import { keyFile, width, written } from './shell-words.js';
import { shortTitleOf } from './title.js';

/**
 * Writes the plan as a script for sh(1) (POSIX) of the exact commands, `ip`, `wg`, `nft`, `sysctl`, and of the programs
 * that go on, wireguard-go and udhcpc, as the executor starts them: for a person to read and, as root, to run. Private
 * keys are not in it: it takes them from the files `<network id>.key` of the directory that the variable `SECRETS`
 * names; what udhcpc runs it writes into the directory that `STATE` names, `/var/lib/networkd` where it names none.
 * Ends in a newline.
 */
export function shell(plan: Plan): string {
  const { operations } = plan;
  const lines = [
    ...header(plan),
    'set -eu',
    ...keyChecks(operations),
    ...processFunctions(processesOf(operations)),
  ];
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

/**
 * Returns lines that check, before anything is changed, that the key file is there and holds the key that the peers
 * know.
 */
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

/** Returns the commands that start or stop programs, with those that are run only where the kernel has no WireGuard. */
function processesOf(operations: readonly Operation[]): readonly ProcessCommand[] {
  return operations.flatMap(allCommands).filter((each) => each.tool === 'process');
}

function allCommands(operation: Operation): readonly Command[] {
  return [...commandsOf(operation), ...(insteadOf(operation) ?? []), ...afterOf(operation)];
}

function insteadOf(operation: Operation): readonly Command[] | undefined {
  return operation.kind === 'LinkAdd' ? inUserspace(operation) : undefined;
}

function afterOf(operation: Operation): readonly Command[] {
  return operation.kind === 'LinkDelete' ? afterDelete(operation) : [];
}

function commandLines(operation: Operation): readonly string[] {
  const written = (commands: readonly Command[]) =>
    commands.flatMap((each) => linesOf(each, operation.owner));
  const [first, ...rest] = commandsOf(operation);
  if (first === undefined) return [];
  const instead = insteadOf(operation);
  const making = written([first]);
  const alternative =
    instead === undefined
      ? making
      : [`${making.join('\n')} || {`, ...written(instead).map((line) => `  ${line}`), '}'];
  return [...alternative, ...written([...rest, ...afterOf(operation)])];
}

function linesOf(command: Command, owner: string): readonly string[] {
  return command.tool === 'process' ? processLines(command, owner) : written(command, owner);
}
