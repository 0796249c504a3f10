import { hostname } from 'node:os';
import type { JournalEntry } from '@networkd/executor-linux';
import { emptyState, type Resource } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { Machine, owners } from './machine.js';

const { applied } = Machine;
const hash = 'ab'.repeat(32);

describe('tn verify', () => {
  test('as it was left: 0', () => {
    expect(applied().tn(['verify'])).toEqual({
      status: 0,
      stdout: 'ok: node a is as it was left: fixture version 3\n',
      stderr: '',
    });
    expect(JSON.parse(applied().tn(['verify', '--json']).stdout)).toEqual({
      ok: true,
      node: 'a',
      owners,
      differences: [],
      checks: [],
    });
  });

  const route = {
    kind: 'Route',
    owner: 'fixture',
    netns: 'n-fixture',
    destination: '10.9.0.0/16',
  } as const;
  const tampered = () =>
    applied((resources) => [
      ...resources.flatMap((each): readonly Resource[] => {
        if (each.kind === 'Address' && each.device === 'n-fixture') return [];
        return each.kind === 'Sysctl' && each.key === 'net.ipv4.ip_forward'
          ? [{ ...each, value: '0' }]
          : [each];
      }),
      { ...route, device: 'w-fixture' },
    ]);

  test('a line a difference, with what kind of thing it is and who could have done it: 2', () => {
    const { status, stdout, stderr } = tampered().tn(['verify']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(stdout).toMatch(/^node a is not as it was left: fixture version 3\n/);
    expect(stdout).toMatch(
      /^ {2}missing {2}address 10\.1\.1\.1\/24 dev n-fixture in n-fixture {2}# ip address by hand/m,
    );
    expect(stdout).toMatch(
      /^ {2}changed {2}sysctl net\.ipv4\.ip_forward in n-fixture: value 1 → 0 {2}# sysctl\(8\) by hand/m,
    );
    expect(stdout).toMatch(
      /^ {2}added {4}route 10\.9\.0\.0\/16 dev w-fixture in n-fixture {2}# ip route by hand/m,
    );
    expect(stdout.match(/#/g)).toHaveLength(3);
    expect(stdout).toMatch(/\nTo mend it: tn apply\n$/);
  });

  test('--json', () => {
    const { status, stdout } = tampered().tn(['verify', '--json']);
    const { ok, differences } = JSON.parse(stdout);
    expect({ status, ok }).toEqual({ status: 2, ok: false });
    expect(differences).toMatchObject([
      { kind: 'Changed', expected: { value: '1' }, found: { value: '0' }, suspects: expect.any(String) },
      { kind: 'Missing', expected: { kind: 'Address' } },
      { kind: 'Added', found: { destination: '10.9.0.0/16' } },
    ]);
  });

  test('what is as it was left and does not work is not ok: 2, and who stands in the way', () => {
    const works = { name: 'bridge b-fixture', ok: true, found: 'passes frames' };
    const lacks = {
      name: 'port 7001',
      ok: false,
      found: 'ufw drops what comes',
      who: 'ufw',
      remedy: 'ufw allow',
    };
    const machine = applied(undefined, { health: [works, lacks] });
    expect(machine.tn(['verify'])).toEqual({
      status: 2,
      stdout:
        'node a does not work: fixture version 3\nlacks  port 7001  ufw drops what comes\n       what to do: ufw allow\n',
      stderr: '',
    });
    const { status, stdout } = machine.tn(['verify', '--json']);
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 2,
      ok: false,
      differences: [],
      checks: [works, lacks],
    });
    expect(applied(undefined, { health: [works] }).tn(['verify']).status).toBe(0);
  });

  test('after a reboot it says so', () => {
    expect(applied(() => []).tn(['verify']).stdout).toContain('the node was rebooted, most likely');
    expect(tampered().tn(['verify']).stdout).not.toContain('rebooted');
  });

  test('where nothing was applied it is an error that names the folder', () => {
    const { status, stderr } = new Machine().tn(['verify', '--state', 'there']);
    expect(status).toBe(1);
    expect(stderr).toContain('error[nothing-applied]: there: ');
  });
});

describe('tn rollback', () => {
  test('shows the way back, asks, and names the plan that it takes back', () => {
    const machine = applied();
    const { status, stdout } = machine.onTerminal('tn rollback', 'yes\n');
    expect(status).toBe(0);
    expect(stdout).toContain('Back from fixture version 3 to no fixture on node a\n');
    expect(stdout).toContain(' netns n-fixture');
    expect(stdout).toContain('Roll back? Only "yes" is taken: ');
    expect(stdout).toContain(`takes back plan ${hash.slice(0, 12)}`);
    expect(machine.calls).toMatchObject([{ name: 'apply', undoes: hash }]);
    expect(machine.node.observed.resources).toEqual([]);
  });

  test('where the node is back already, that is written down and nothing asked', () => {
    const machine = applied(() => []);
    const { status, stdout } = machine.tn(['rollback']);
    expect(status).toBe(0);
    expect(stdout).toContain('No changes.');
    expect(machine.calls).toMatchObject([{ name: 'apply', undoes: hash }]);
  });

  test('refused with nobody to ask, and where there is nothing to take back', () => {
    const machine = applied();
    expect(machine.tn(['rollback']).stderr).toContain('error[not-approved]: rollback: ');
    expect(machine.calls).toEqual([]);
    const { status, stderr } = new Machine().tn(['rollback', '--yes']);
    expect(status).toBe(1);
    expect(stderr).toContain('error[nothing-applied]: /var/lib/networkd: ');
  });
});

describe('tn remove', () => {
  test('takes everything of one network off, and nothing of others', () => {
    const other = { kind: 'Netns', owner: 'other', name: 'n-other' } as const;
    const machine = applied((resources) => [...resources, other]);
    const { status, stdout, stderr } = machine.tn(['remove', 'fixture', '--yes']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Everything of fixture is taken off node a\n');
    expect(machine.node.observed.resources).toEqual([other]);
  });

  test('where nothing of it is there: no changes, nothing asked, and its address is given back', () => {
    const machine = new Machine();
    const { status, stdout, stderr } = machine.tn(['remove', 'fixture']);
    expect(status).toBe(0);
    expect(stdout).toContain('No changes.');
    expect(stderr).toBe(`node ${hostname()}: the host name of this machine; -n gives another\n`);
    expect(machine.calls).toMatchObject([{ name: 'apply' }]);
  });

  test('no id of a network is refused', () => {
    const { status, stderr } = new Machine().tn(['remove', '../x', '--yes']);
    expect(status).toBe(1);
    expect(stderr).toContain('error[bad-arguments]: NETWORK-ID: ../x is no network');
  });
});

describe('tn observe', () => {
  test('prints observed/2, of the host name where no node is given, and says so', () => {
    const machine = applied();
    const run = machine.tn(['observe', '-n', 'a']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual(machine.node.observed);
    const here = machine.tn(['observe', '-o', 'observed.json']);
    expect(here).toEqual({
      status: 0,
      stdout: '',
      stderr: `node ${hostname()}: the host name of this machine; -n gives another\n`,
    });
    expect(JSON.parse(machine.read('observed.json')).node).toBe(hostname());
  });

  test('what it prints is what tn plan takes, and tn plan --live finds the same', () => {
    const machine = new Machine();
    machine.tn(['observe', '-n', 'a', '-o', 'observed.json']);
    const plan = ['plan', '-t', 'network.json', '-i', 'inventory.json', '-n', 'a', '-f', 'json'];
    const run = machine.tn([...plan, '--live']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toBe(machine.tn([...plan, '--observed', 'observed.json']).stdout);
  });

  test('a name that others have is said to be on the node', () => {
    const foreign = { links: [{ name: 'b-fixture' }], listenPorts: [], netns: [] };
    const machine = new Machine({ observed: { ...emptyState('a'), foreign } });
    const run = machine.tn(['plan', '-t', 'network.json', '-i', 'inventory.json', '-n', 'a', '--live']);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('error[name-taken]: node a: $.foreign.links: ');
  });
});

test('tn history: a line an entry, in words', () => {
  const entry = { node: 'a', owners, plan: hash, operations: 26 } as const;
  const history: readonly JournalEntry[] = [
    {
      ...entry,
      kind: 'Intended',
      time: '2026-01-01T00:00:00.000Z',
      before: 'x',
      after: 'y',
      keys: [],
      undoes: hash,
    },
    { ...entry, kind: 'Failed', time: '2026-01-01T00:00:01.000Z', message: 'the way back failed' },
  ];
  const machine = new Machine({ history });
  expect(machine.tn(['history']).stdout).toBe(
    [
      '2026-01-01T00:00:00.000Z  Intended     fixture version 3 on node a, plan abababababab, 26 operations, takes back plan abababababab',
      '2026-01-01T00:00:01.000Z  Failed       fixture version 3 on node a, plan abababababab, 26 operations: the way back failed',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(machine.tn(['history', '--json']).stdout)).toEqual(history);
  expect(new Machine().tn(['history']).stdout).toBe('Nothing was applied here yet\n');
});

test('tn confirm keeps what waits, and says where nothing does', () => {
  const pending = { plan: hash, deadline: '2030-01-01T00:00:00.000Z' };
  expect(new Machine({ pending }).tn(['confirm'])).toEqual({
    status: 0,
    stdout: 'Confirmed: plan abababababab stays\n',
    stderr: '',
  });
  expect(new Machine().tn(['confirm'])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'error[refused]: nothing waits for confirmation\n',
  });
});

test('tn guard rolls back, or says that nothing waits', () => {
  const pending = { plan: hash, deadline: '2020-01-01T00:00:00.000Z' };
  const machine = new Machine({ pending });
  expect(machine.tn(['guard', '--state', 'x', '--secrets', 'y'])).toMatchObject({
    status: 0,
    stdout: 'Rolled back: it was not confirmed in time. Plan abababababab\n',
  });
  expect(machine.calls).toMatchObject([
    { name: 'guard', options: { state: machine.at('x'), secrets: machine.at('y') } },
  ]);
  expect(new Machine().tn(['guard'])).toMatchObject({ status: 0, stderr: '' });
});

test('tn key: the public key, and what the executor refuses', () => {
  const [without, withKey] = [new Machine(), new Machine({ key: true })];
  const publicKey = { status: 0, stdout: expect.stringMatching(/^.{44}\n$/), stderr: '' };
  const refused = (message: string) => ({ status: 1, stdout: '', stderr: `error[refused]: ${message}\n` });
  expect(without.tn(['key', 'generate', 'fixture'])).toEqual(publicKey);
  expect(without.tn(['key', 'show', 'fixture'])).toEqual(refused('fixture.key: there is no key'));
  expect(withKey.tn(['key', 'show', 'fixture'])).toEqual(publicKey);
  expect(withKey.tn(['key', 'generate', 'fixture'])).toEqual(refused('fixture.key: there is one'));
  expect(withKey.tn(['key', 'delete', 'fixture']).stderr).toContain('generate, show');
  expect(withKey.tn(['key', 'show', 'a/b']).stderr).toContain('error[bad-arguments]: NETWORK-ID: ');
});

test('tn doctor: what is there, what is lacking with its remedy, and 2 where something is', () => {
  const fine = { name: 'wg', ok: true, found: 'wireguard-tools v1' };
  const lacking = { name: 'nft tables', ok: false, found: 'not there', remedy: 'install nftables' };
  const machine = new Machine({ checks: [fine, lacking] });
  expect(machine.tn(['doctor'])).toEqual({
    status: 2,
    stdout:
      'ok     wg          wireguard-tools v1\nlacks  nft tables  not there\n       what to do: install nftables\n',
    stderr: '',
  });
  expect(JSON.parse(machine.tn(['doctor', '--json']).stdout)).toEqual({ ok: false, checks: [fine, lacking] });
  expect(new Machine({ checks: [fine] }).tn(['doctor']).status).toBe(0);
});
