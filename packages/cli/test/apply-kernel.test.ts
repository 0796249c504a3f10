import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Difference } from '@networkd/lab/outside/differences';
import type { MachineRecord } from '@networkd/lab/outside/record';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { describe, expect, test } from 'vitest';
import { Kernel, whyNotApplied } from './kernel.js';
import { documents } from './tn.js';

const why = whyNotApplied();
if (why !== undefined) console.warn(`SKIPPED: tn is not run on a real kernel: ${why}`);

const state = '--state state';
const network = `${documents.join(' ')} -n a`;
const apply = `tn apply ${network} ${state}`;

/** A machine with a key of its own for the network. */
async function machine(): Promise<Kernel> {
  const kernel = await Kernel.booted();
  const publicKey = kernel.out(`tn key generate fixture ${state}`).trim();
  kernel.edit(
    'network.json',
    (each) => ({
      ...each,
      resources: each.resources.map((resource) =>
        resource.node === 'a' ? { ...resource, publicKey } : resource,
      ),
    }),
    'network.json',
  );
  return kernel;
}

/** The same, on which others have much. */
async function furnished(): Promise<Kernel> {
  const kernel = await machine();
  kernel.furnish();
  return kernel;
}

/** What is on the machine of the network; the `public` namespace that it booted with is the node's own. */
function resources(kernel: Kernel): readonly { readonly kind: string; readonly owner: string }[] {
  const all: ReturnType<typeof resources> = JSON.parse(kernel.out('tn observe -n a')).resources;
  return all.filter(({ owner }) => owner === 'fixture');
}

/** What has changed on the machine since a record of it, except for what the executor keeps. */
function changedSince(before: MachineRecord, kernel: Kernel): Promise<readonly string[]> {
  return changesSince(before, () => kernel.record(), { except: isKept });
}

/** What the executor keeps for the next time, in its folder for what runs; and what a device says, which it does when it likes. */
function isKept({ section, what }: Difference): boolean {
  return (
    section === 'files' && /^\/run\/networkd(\/(rulesets\.json|lock)|\/w-\w+\.log: sha256)?(:.*)?$/.test(what)
  );
}

describe.skipIf(why !== undefined)('tn on a real kernel', () => {
  test('a life: doctor, key, apply, verify, repair, another version, rollback, remove, history', async () => {
    const kernel = await Kernel.booted();
    kernel.furnish();
    expect(kernel.sh(`tn doctor ${state}`)).toMatchObject({ status: 0, stderr: '' });
    const publicKey = kernel.out(`tn key generate fixture ${state}`);
    expect(kernel.out(`tn key show fixture ${state}`)).toBe(publicKey);
    expect(kernel.out('wg pubkey <state/secrets/fixture.key')).toBe(publicKey);
    expect(statSync(kernel.at('state/secrets/fixture.key')).mode & 0o777).toBe(0o600);
    expect(kernel.sh(`tn key generate fixture ${state}`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error[refused]: '),
    });
    const booted = await settled(() => kernel.record());

    const otherKey = kernel.sh(`${apply} --yes`);
    expect(otherKey.status).toBe(1);
    expect(otherKey.stderr).toContain(`give the network the public key ${publicKey.trim()}`);
    kernel.write(
      'network.json',
      kernel.read('network.json').replace('N198lfyU/EIw86hSDSQ4lHs1JRQ7vk733dWM2bYhriA=', publicKey.trim()),
    );

    expect(kernel.sh(`${apply} --yes`)).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(
        /\nApplied: 32 operations on node a, plan [0-9a-f]{12}\. To undo it: tn rollback\n$/,
      ),
    });
    expect(kernel.sh(apply)).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nNo changes\.\n$/) });
    expect(kernel.sh(`tn verify ${state}`)).toEqual({
      status: 0,
      stdout: 'ok: node a is as it was left: fixture version 3\n',
      stderr: '',
    });
    expect(kernel.out('ip -n n-fixture -br address show dev w-fixture')).toContain('100.64.1.1/16');

    kernel.out('ip -n n-fixture address del 10.1.1.1/24 dev n-fixture');
    kernel.out('ip netns exec n-fixture sysctl -qw net.ipv4.ip_forward=0');
    const differs = kernel.sh(`tn verify ${state}`);
    expect(differs.status).toBe(2);
    expect(differs.stdout).toMatch(
      /^ {2}missing {2}address 10\.1\.1\.1\/24 dev n-fixture in n-fixture {2}# ip address/m,
    );
    expect(differs.stdout).toMatch(
      /^ {2}changed {2}sysctl net\.ipv4\.ip_forward in n-fixture: value 1 → 0 {2}# /m,
    );
    // The kernel took the route of the subnet with its address.
    expect(differs.stdout.match(/#/g)).toHaveLength(3);
    expect(kernel.out(`${apply} --yes`)).toContain('Applied: 3 operations');
    expect(kernel.sh(`tn verify ${state}`).status).toBe(0);

    kernel.edit('network.json', (each) => ({ ...each, version: 4, accessPoints: [] }), 'network.json');
    expect(kernel.sh(`${apply} --yes --detailed-exitcode`).status).toBe(2);
    expect(kernel.out(`tn verify ${state}`)).toContain('fixture version 4');
    const back = kernel.out(`tn rollback --yes ${state}`);
    expect(back).toContain('Back from fixture version 4 to fixture version 3 on node a\n');
    expect(back).toContain('Rolled back: 1 operation');
    expect(kernel.out(`tn verify ${state}`)).toContain('fixture version 3');

    expect(kernel.out(`tn remove fixture --yes ${state}`)).toContain(
      'Everything of fixture is taken off node a\n',
    );
    expect(resources(kernel)).toEqual([]);
    expect(await changedSince(booted, kernel)).toEqual([]);
    expect(kernel.out(`tn remove fixture ${state} -n a`)).toContain('No changes.');
    expect(kernel.out(`tn rollback --yes ${state}`)).toContain('Rolled back: ');
    expect(kernel.out(`tn verify ${state}`)).toContain('fixture version 3');
    expect(kernel.out(`tn rollback --yes ${state} && tn rollback --yes ${state}`)).toContain(
      'to no fixture on node a',
    );
    expect(await changedSince(booted, kernel)).toEqual([]);
    expect(kernel.sh(`tn rollback --yes ${state}`).stderr).toContain('error[nothing-applied]');

    const history = kernel.out(`tn history ${state}`);
    expect(history.match(/ Intended /g)).toHaveLength(8);
    expect(history.match(/ Applied /g)).toHaveLength(8);
    expect(JSON.parse(kernel.out(`tn history --json ${state}`))).toHaveLength(16);
    const key = kernel.read('state/secrets/fixture.key').trim();
    for (const printed of [history, back, differs.stdout, otherKey.stderr])
      expect(printed).not.toContain(key);
  });

  test('a saved plan is carried out, and refused with what moved once the node has', async () => {
    const kernel = await furnished();
    kernel.out(`tn plan ${network} --live -f json -o plan.json`);
    expect(kernel.sh(`tn apply plan.json --yes ${state}`)).toMatchObject({ status: 0, stderr: '' });
    kernel.edit('network.json', (each) => ({ ...each, version: 4, accessPoints: [] }), 'network.json');
    kernel.out(`tn plan ${network} --live -f json -o plan.json`);
    const peer = 'Xp00K3yp3XSDwWF8jQfD6Zv/IchVqJlR5UjIXfl1uU0=';
    kernel.out(`ip netns exec n-fixture wg set w-fixture peer ${peer} persistent-keepalive 7`);
    const before = await settled(() => kernel.record());
    const { status, stderr } = kernel.sh(`tn apply plan.json --yes ${state}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[stale-basis\]: /);
    expect(stderr).toContain(
      `    changed  wg w-fixture peer ${peer} in n-fixture: persistentKeepalive none → 7\n`,
    );
    expect(await changedSince(before, kernel)).toEqual([]);
  });

  test('with no terminal and no --yes nothing is done; at a terminal yes does it', async () => {
    const kernel = await furnished();
    const before = await settled(() => kernel.record());
    const refused = kernel.sh(`${apply} </dev/null`);
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error[not-approved]: apply: '),
    });
    expect(await changedSince(before, kernel)).toEqual([]);
    const asked = kernel.out(`echo yes | script -qec '${apply}' /dev/null`);
    expect(asked).toContain('Apply? Only "yes" is taken: ');
    expect(asked).toContain('applying 32 operations');
    expect(asked).toContain('Applied: 32 operations on node a');
    expect(kernel.sh(`tn verify ${state}`).status).toBe(0);
  });

  test('--json: events, then the receipt', async () => {
    const kernel = await machine();
    const told = kernel.out(`${apply} --yes --json`).trimEnd().split('\n');
    const kinds = told.map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual(['Started', ...new Array<string>(32).fill('Done'), 'Finished', 'Receipt']);
    expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ node: 'a', operations: 32, applied: true });
  });

  test('what fails is rolled back: 3, with the command and what it said; then nothing of it is there', async () => {
    const kernel = await furnished();
    const before = await settled(() => kernel.record());
    kernel.replace('nft', 'case "$*" in *-f*) echo "no room for rules" >&2; exit 9;; esac; exec nft "$@"');
    const { status, stderr } = kernel.sh(`${apply} --yes`);
    expect(stderr).toMatch(/^error\[operation-failed\]: /);
    expect(stderr).toContain('  operation: + nft table inet networkd in n-fixture\n');
    expect(stderr).toMatch(/^ {2}command:\n {4}.*nft.*-f/m);
    expect(stderr).toContain('  exit status: 9\n');
    expect(stderr).toContain('  it said: no room for rules\n');
    expect(stderr).toMatch(/^ {2}rolled back, \d+ operations?: the node is as it was before$/m);
    expect(status).toBe(3);
    kernel.out('rm bin/nft');
    expect(await changedSince(before, kernel)).toEqual([]);
    expect(kernel.out(`tn history ${state}`)).toContain(' RolledBack ');
    expect(kernel.sh(`${apply} --yes`).status).toBe(0);
  });

  test('where the way back fails too: 4, with what is left; applying again mends it', async () => {
    const kernel = await machine();
    const [noRules, noWayBack] = ['*"nft -f"*) exit 9', '*delete*) echo "no way back" >&2; exit 8'];
    kernel.replace(
      'ip',
      `input=$(cat); case "$* $input" in ${noRules};; ${noWayBack};; esac; printf "%s" "$input" | ip "$@"`,
    );
    const { status, stderr } = kernel.sh(`${apply} --yes`);
    expect(stderr).toContain('  could not roll back');
    expect(stderr).toContain('  it said: no way back\n');
    expect(stderr).toMatch(
      /^ {2}left to be done until the node is as it was before:\n( {4}- .*\n)* {4}- netns n-fixture$/m,
    );
    expect(status).toBe(4);
    kernel.out('rm bin/ip');
    expect(kernel.sh(`${apply} --yes`).status).toBe(0);
    expect(kernel.sh(`tn verify ${state}`).status).toBe(0);
  });

  test('--confirm: it goes back by itself, unless it is confirmed', async () => {
    const kernel = await furnished();
    const before = await settled(() => kernel.record());
    const applied = kernel.sh(`${apply} --yes --confirm 3`);
    expect(applied).toMatchObject({ status: 0, stdout: expect.stringContaining('To keep it: tn confirm') });
    expect(applied.stderr).toMatch(/^rolls back by itself at \d{4}-.* unless confirmed: tn confirm\n$/);
    for (let i = 0; i < 100 && resources(kernel).length > 0; i++) await sleep(200);
    expect(await changedSince(before, kernel)).toEqual([]);
    expect(kernel.sh(`tn confirm ${state}`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error[refused]: '),
    });
    expect(kernel.sh(`${apply} --yes --confirm 3600 --lock-timeout 60`).status).toBe(0);
    expect(kernel.out(`tn confirm ${state}`)).toMatch(/^Confirmed: plan [0-9a-f]{12} stays\n$/);
    expect(kernel.out(`tn guard ${state}`)).toContain('Nothing to roll back');
    expect(kernel.sh(`tn verify ${state}`).status).toBe(0);
  });

  test.each([
    ['while it carries out', 'case "$*" in *-f*) : >begun; sleep 1;; esac'],
    [
      'while it looks again',
      'case "$*" in *-f*) : >applied;; *) [ ! -e applied ] || { : >begun; sleep 1; };; esac',
    ],
  ])('Ctrl-C %s leaves it whole or not there, never half', async (_, slow) => {
    const kernel = await furnished();
    const before = await settled(() => kernel.record());
    kernel.replace('nft', `${slow}; exec nft "$@"`);
    const child = kernel.start(`exec ${apply} --yes`);
    const said: string[] = [];
    child.stderr?.on('data', (piece: Buffer) => said.push(piece.toString()));
    child.stdout?.resume();
    for (let i = 0; i < 500 && !existsSync(kernel.at('begun')); i++) await sleep(20);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const [status] = await once(child, 'close');
    kernel.out('rm bin/nft');
    expect(said.join('')).toContain('not now: what has begun is carried out, or rolled back where it fails');
    if (status === 0) expect(kernel.sh(`tn verify ${state}`).status).toBe(0);
    else {
      expect({ status, said }).toMatchObject({ status: 3 });
      expect(await changedSince(before, kernel)).toEqual([]);
    }
  });
});
