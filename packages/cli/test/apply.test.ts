import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Plan } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { Machine, told } from './machine.js';
import { documents } from './tn.js';

const live = ['apply', ...documents, '-n', 'a'] as const;
const applyLine = `tn ${live.join(' ')}`;

/** The plan that the fixture's network is for node a, from what is on the machine. */
function planOf(machine: Machine): Plan {
  return JSON.parse(machine.tn(['plan', ...documents, '-n', 'a', '--live', '-f', 'json']).stdout);
}

describe('tn apply --yes', () => {
  test('shows what the dry run prints, carries it out, and says so in one line', () => {
    const machine = new Machine();
    const dry = machine.tn(['plan', ...documents, '-n', 'a']).stdout;
    const { status, stdout, stderr } = machine.tn([...live, '--yes']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.startsWith(dry)).toBe(true);
    expect(stdout.slice(dry.length)).toMatch(
      /^Applied: 32 operations on node a, plan [0-9a-f]{12}\. To undo it: tn rollback\n$/,
    );
    expect(machine.node.observed.resources).toHaveLength(machine.state('a').resources.length);
  });

  test('again: no changes, nothing asked, and the executor only sees to it that all is written down', () => {
    const machine = new Machine();
    machine.tn([...live, '--yes']);
    const { status, stdout, stderr } = machine.tn(live);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\nNo changes\.\n$/);
    expect(machine.calls).toHaveLength(2);
    expect(told(machine.tn([...live, '--json']).stdout)).toMatchObject([
      { kind: 'Receipt', node: 'a', operations: 0, applied: false },
    ]);
  });

  test('--detailed-exitcode: 2 with changes, 0 without', () => {
    const machine = new Machine();
    expect(machine.tn([...live, '--yes', '--detailed-exitcode']).status).toBe(2);
    expect(machine.tn([...live, '--yes', '--detailed-exitcode']).status).toBe(0);
  });

  test('several networks are applied as one', () => {
    const machine = new Machine();
    machine.edit(
      'network.json',
      (each) => ({
        ...each,
        id: 'second',
        accessPoints: [],
        resources: each.resources.map((resource) => ({ ...resource, listenPort: resource.listenPort + 100 })),
      }),
      'second.json',
    );
    expect(machine.tn([...live, '-t', 'second.json', '--yes']).status).toBe(0);
    const networks = new Set(machine.node.observed.resources.map(({ owner }) => owner));
    expect([...networks].sort()).toEqual(['fixture', 'second']);
  });

  test('the executor is told of the folders, absolute, of the lock, and of what rolls back', () => {
    const machine = new Machine();
    const folders = ['--state', 'state', '--secrets', 'keys', '--lock-timeout', '0', '--confirm', '60'];
    const run = machine.tn([...live, '--yes', ...folders]);
    expect(run.stderr).toContain('2030-01-01T00:00:00.000Z unless confirmed: tn confirm');
    expect(run.stdout).toContain('To keep it: tn confirm');
    const [state, secrets] = [machine.at('state'), machine.at('keys')];
    const guard = [
      process.execPath,
      expect.stringMatching(/tn/),
      'guard',
      '--state',
      state,
      '--secrets',
      secrets,
    ];
    expect(machine.calls).toMatchObject([
      { name: 'apply', options: { state, secrets, lockTimeout: 0, confirm: { seconds: 60, guard } } },
    ]);
    const other = new Machine();
    other.tn([...live, '--yes', '--state', 'state']);
    expect(other.calls[0]?.options).toEqual({ state: other.at('state'), secrets: other.at('state/secrets') });
  });
});

describe('tn apply asks', () => {
  test.each([
    ['yes\n', 0, true],
    ['y\n', 1, false],
    ['Yes\n', 1, false],
    ['\n', 1, false],
    ['', 1, false],
    ['no\nyes\n', 1, false],
  ])('%j at the terminal', (typed, status, applied) => {
    const machine = new Machine();
    const run = machine.onTerminal(applyLine, typed);
    expect(run.stdout).toContain('\nApply? Only "yes" is taken: ');
    expect(run.stdout.includes('error')).toBe(!applied);
    expect(run.stdout.includes('not approved, and nothing was done')).toBe(!applied);
    expect(run.status).toBe(status);
    expect(machine.calls).toHaveLength(applied ? 1 : 0);
  });

  test('a line a phase on the terminal, and only there', () => {
    const machine = new Machine();
    const { stdout } = machine.onTerminal(`${applyLine} --yes`);
    expect(stdout).toContain('applying 32 operations\n');
    expect(stdout).toContain('looked again: the node is as planned\n');
    expect(new Machine().tn([...live, '--yes']).stderr).toBe('');
  });

  test('--json: people are asked on the other stream', () => {
    const machine = new Machine();
    const { status, stdout } = machine.onTerminal(`${applyLine} --json >events`, 'yes\n');
    expect(status).toBe(0);
    expect(stdout).toContain('Tenant network fixture version 3 on node a');
    expect(stdout).toContain('Apply? Only "yes" is taken: ');
    expect(told(machine.read('events')).at(-1)).toMatchObject({ kind: 'Receipt', applied: true });
  });

  test('with no terminal and no --yes it shows the plan and refuses', () => {
    const machine = new Machine();
    const { status, stdout, stderr } = machine.tn(live, 'yes\n');
    expect(status).toBe(1);
    expect(stdout).toContain('Plan: 30 to create');
    expect(stderr).toBe(
      'error[not-approved]: apply: there is no terminal to ask at; look at the plan, then give --yes\n',
    );
    expect(machine.calls).toEqual([]);
    const blind = machine.onTerminal(`${applyLine} >out`, 'yes\n');
    expect(blind.status).toBe(1);
    expect(machine.calls).toEqual([]);
  });
});

describe('tn apply PLAN', () => {
  test('a saved plan, from a file and from standard input', () => {
    const [one, two] = [new Machine(), new Machine()];
    const plan = planOf(one);
    one.write('plan.json', plan);
    expect(one.tn(['apply', 'plan.json', '--yes']).stdout).toContain(`plan ${plan.hash.slice(0, 12)}`);
    expect(two.tn(['apply', '-', '--yes'], JSON.stringify(plan)).status).toBe(0);
    for (const { calls } of [one, two]) expect(calls).toMatchObject([{ name: 'apply', plan: plan.hash }]);
  });

  test('whose basis moved is refused with what moved, also where it has nothing to do', () => {
    const machine = new Machine({ observed: new Machine().state('a') });
    const idle = planOf(machine);
    machine.write('idle.json', idle);
    machine.edit('network.json', (each) => ({ ...each, accessPoints: [] }), 'network.json');
    machine.write('plan.json', planOf(machine));
    const { observed } = machine.node;
    const resources = observed.resources.map((each) =>
      each.kind === 'Peer' && each.allowedIPs.includes('10.1.254.0/24')
        ? { ...each, allowedIPs: ['10.1.254.0/24', '100.64.1.254/32', '10.9.0.0/16'] }
        : each,
    );
    machine.put({ observed: { ...observed, resources } });
    const run = machine.tn(['apply', 'plan.json', '--yes']);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(
      /^error\[stale-basis\]: .*plan again\n {2}what moved:\n {4}changed {2}wg w-fixture peer /,
    );
    expect(run.stderr).toContain(
      'allowedIPs 10.1.254.0/24,100.64.1.254/32 → 10.1.254.0/24,100.64.1.254/32,10.9.0.0/16\n',
    );
    expect(idle.operations).toEqual([]);
    const idleRun = machine.tn(['apply', 'idle.json']);
    expect(idleRun).toMatchObject({ status: 1, stdout: '' });
    expect(idleRun.stderr).toContain('error[stale-basis]');
  });

  test('that is torn or tampered with is refused, with its file', () => {
    const machine = new Machine();
    const plan = planOf(machine);
    machine.write('plan.json', { ...plan, operations: plan.operations.slice(1) });
    const { status, stderr } = machine.tn(['apply', 'plan.json', '--yes']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[[a-z-]+\]: plan\.json: /);
    expect(machine.calls).toEqual([]);
  });
});

describe('arguments', () => {
  test.each<[readonly string[], string]>([
    [['apply'], 'give a saved PLAN, or what it is made from: -t NETWORK, -i INVENTORY, -n NODE'],
    [['apply', '-t', 'network.json', '-n', 'a'], 'made from: -i INVENTORY\n'],
    [['apply', 'plan.json', '-n', 'a'], 'leave -t, -i and -n out'],
    [['apply', '-'], 'nobody can be asked there; give --yes'],
    [['apply', '-t', '-', '-i', 'inventory.json', '-n', 'a'], 'nobody can be asked there; give --yes'],
    [['apply', '-t', '-', '-i', '-', '-n', 'a', '--yes'], 'standard input can be read only once'],
    [['apply', 'absent.json', '--yes'], 'error[cannot-read]: absent.json: '],
    [['apply', 'network.json', '--yes'], 'error[wrong-schema]: network.json: '],
    [[...live, '--confirm', '0'], 'no whole number of seconds from 1'],
    [[...live, '--confirm', '1e3'], 'no whole number of seconds from 1'],
    [[...live, '--confirm', '5', '--confirm', '6'], 'given twice'],
    [[...live, '--lock-timeout', '-1'], 'no whole number of seconds from 0'],
    [[...live, '--state', 'x', '--state', 'y'], 'given twice'],
    [['apply', ...documents, '-n', 'a b'], "no node's id"],
    [['apply', ...documents, '-n', 'nobody'], 'error[unknown-node]: --node: $.node: '],
    [['apply', 'one', 'two'], 'too many arguments'],
    [['plan', ...documents, '-n', 'a', '--live', '--observed', 'x'], "'--live'"],
    [['plan', ...documents, '--all', '--live'], "'--live'"],
    [['plan', ...documents, '--live'], 'no node is named'],
  ])('%j exits 1 and says: %s', (args, words) => {
    const machine = new Machine();
    const { status, stdout, stderr } = machine.tn(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(machine.calls).toEqual([]);
  });
});

describe('an apply that has begun is not stopped', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s, and says so', async (signal) => {
    const machine = new Machine({ waitsFor: 'go' });
    const child = spawn(machine.at('bin/tn'), [...live, '--yes', '--json'], { cwd: machine.path });
    const said: string[] = [];
    child.stderr.on('data', (piece: Buffer) => said.push(piece.toString()));
    await once(child.stdout, 'data');
    child.kill(signal);
    await once(child.stderr, 'data');
    child.kill(signal);
    machine.write('go', '');
    child.stdout.resume();
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
    expect(said.join('')).toContain('what has begun is carried out, or rolled back where it fails');
    expect(machine.node.observed.resources).not.toEqual([]);
  });

  test('by a reader that goes away', () => {
    const machine = new Machine();
    const run = machine.bash(`set -o pipefail; ${applyLine} --yes --json | true; echo "\${PIPESTATUS[0]}"`);
    expect(run).toEqual({ status: 0, stdout: '0\n', stderr: '' });
    expect(machine.node.observed.resources).not.toEqual([]);
  });
});

test('the executor is not loaded by verbs that do not need it', () => {
  const machine = new Machine();
  const loads = () => machine.asked.filter(({ name }) => name === 'load').length;
  for (const args of [['check', ...documents], ['plan', ...documents, '-n', 'a'], ['--version'], ['apply']]) {
    machine.tn(args);
    expect({ args, loads: loads() }).toEqual({ args, loads: 0 });
  }
  machine.tn(live);
  expect(loads()).toBe(1);
});
