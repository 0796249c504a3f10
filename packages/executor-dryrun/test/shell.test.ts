import { spawnSync } from 'node:child_process';
import { shell } from '@networkd/executor-dryrun';
import { commandsOf, type Operation, type Plan } from '@networkd/planner';
import { expect, test } from 'vitest';
import { network, planOf, stateOf } from './plans.js';

const create = planOf('a', [network()]);

function run(script: string): string {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Runs a script whose commands only say what they were called with. */
function rehearsed(plan: Plan): string {
  const say = (name: string) => `${name}() { printf '[%s]' ${name} "$@"; echo; }`;
  const tools = ['ip', 'nft', 'sysctl'].map(say).join('\n');
  const wg = 'wg() { if [ "$1" = pubkey ]; then echo "$KNOWN"; else printf "[%s]" wg "$@"; echo; fi; }';
  const { publicKey = '' } = plan.operations.find((each) => each.kind === 'WireGuardSetDevice') ?? {};
  const keys = 'SECRETS=$(mktemp -d); trap \'rm -r "$SECRETS"\' EXIT; touch "$SECRETS/test.key"';
  return run(`${tools}\n${wg}\nKNOWN=${publicKey}\n${keys}\n${shell(plan)}`);
}

test('runs the very commands of the operations, each argument whole, in order', () => {
  const expected = create.operations
    .flatMap(commandsOf)
    .map(({ argv }) => argv.map((word) => `[${typeof word === 'string' ? word : 'SECRET'}]`).join(''));
  const said = rehearsed(create).trim().split('\n');
  expect(said.map((line) => line.replace(/\[[^\]]*\/test\.key\]/, '[SECRET]'))).toEqual(expected);
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
      case 'NftReplaceTable':
        return { ...each, reason: evil, ruleset: `${evil}\nEND\necho pwned` };
      case 'SysctlSet':
        return { ...each, key: evil };
      default:
        return { ...each, reason: evil };
    }
  });
  const nft =
    'ip() { case "$*" in *" nft "*) cat >/dev/null;; esac; }\nsysctl() { :; }\nwg() { :; }\n[() { true; }\n';
  const script = shell({ ...create, node: evil, operations });
  const { stdout } = spawnSync('sh', ['-s'], { input: `${nft}SECRETS=/dev\n${script}`, encoding: 'utf8' });
  expect(stdout).not.toContain('pwned');
});
