import { spawnSync } from 'node:child_process';
import { shell } from '@networkd/executor-dryrun';
import { commandsOf, invocationOf, type Operation, type Plan, type Word } from '@networkd/planner';
import { expect, test } from 'vitest';
import { key, network, planOf, stateOf } from './plans.js';

const create = planOf('a', [network()]);

function run(script: string): string {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Runs a script whose commands only say what they were called with, and what nft is given to read. */
function rehearsed(plan: Plan): string {
  const tools = `say() { printf '[%s]' "$@"; echo; }
ip() { say ip "$@"; case " $* " in *" nft -f - "*) cat ;; esac; }
sysctl() { say sysctl "$@"; }
wg() { if [ "$1" = pubkey ]; then echo "$KNOWN"; else say wg "$@"; fi; }`;
  const keys = `SECRETS=$(mktemp -d); trap 'rm -r "$SECRETS"' EXIT; touch "$SECRETS/test.key"`;
  const said = run(`${tools}\nKNOWN=${key(1)}\n${keys}\n${shell(plan)}`);
  return said.replace(/\[[^\]]*\/test\.key\]/, '[SECRET]');
}

function expected({ operations }: Plan): string {
  const word = (each: Word) => `[${typeof each === 'string' ? each : 'SECRET'}]`;
  return operations
    .flatMap(commandsOf)
    .map(invocationOf)
    .map(({ argv, stdin = '' }) => `${argv.map(word).join('')}\n${stdin}`)
    .join('');
}

test('runs the very commands of the operations, each argument whole, in order', () => {
  expect(rehearsed(create)).toBe(expected(create));
});

test('breaks a long command before an option, and goes on', () => {
  expect(shell(create)).toMatch(
    / peer \S{44} \\\n {2}endpoint \S+ \\\n {2}persistent-keepalive off \\\n {2}allowed-ips /,
  );
});

test('says once why several operations are done', () => {
  expect(shell(create).match(/^# all is set$/gm)).toHaveLength(1);
});

test('says of each operation why', () => {
  const script = shell(create).split('\n');
  for (const { reason } of create.operations) expect(script).toContain(`# ${reason}`);
});

test('says what resets sessions', () => {
  const plan = planOf('a', [network({ without: 'b', version: 2 })], stateOf('a', [network()]));
  expect(shell(plan)).toContain('\n# no longer wanted (resets sessions)\n');
  expect(shell(plan)).toContain(': 1 operation, of which 1 reset WireGuard sessions.');
});

test('without changes does nothing', () => {
  const script = shell(planOf('a', [network()], stateOf('a', [network()])));
  expect(script.split('\n').filter((line) => !line.startsWith('#'))).toEqual(['set -eu', '']);
});

test('asks for the keys before it changes anything', () => {
  const script = shell(create);
  const { status, stderr } = spawnSync('/bin/sh', ['-s'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: '' },
  });
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/SECRETS: the directory of the private keys/);
});

test('stops where the key file is not of the key that the network knows', () => {
  const input = `ip() { echo changed; }\nwg() { echo other; }\nSECRETS=/dev\n${shell(create).replaceAll('test.key', 'null')}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-s'], { input, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/not the private key of/);
});

test('a plan from elsewhere cannot smuggle a command in', () => {
  const evil = "x'; echo pwned; '\necho pwned\n$(echo pwned)`echo pwned`";
  const operations: readonly Operation[] = create.operations.map((each) => {
    switch (each.kind) {
      case 'NftCreateTable':
        return { ...each, reason: evil, ruleset: `${evil}\nEND\necho pwned` };
      case 'SysctlSet':
        return { ...each, key: evil };
      default:
        return { ...each, reason: evil };
    }
  });
  const plan = { ...create, node: evil, operations };
  expect(rehearsed(plan)).toBe(expected(plan));
});
