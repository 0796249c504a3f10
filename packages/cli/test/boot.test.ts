import {
  type Candidate,
  type Nic,
  type NodeFacts,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
  parseNodeId,
} from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import type { FakeNode } from './fake/executor.js';
import { Machine, told } from './machine.js';
import { right } from './tn.js';

const name = (text: string) => right(parseInterfaceName(text));
const mac = '52:54:00:00:00:01';
const eth0: Nic = {
  name: name('eth0'),
  mac,
  carrier: true,
  mtu: 1500,
  physical: true,
  addresses: [],
  gateways: [],
};
const ipv4 = {
  addresses: [right(parseInterfaceAddress('192.168.1.10/24'))],
  gateways: [right(parseAddress('192.168.1.1'))],
};
const answered: readonly Candidate[] = [{ nic: eth0, ipv4 }];
const silent: readonly Candidate[] = [{ nic: eth0 }];

/** A node with one NIC, in the segment of a home router. */
function atHome(more: Partial<FakeNode> = {}): Machine {
  const facts: NodeFacts = {
    node: right(parseNodeId('a')),
    nics: [eth0],
    links: [],
    wireguardPorts: [],
    otherPorts: [],
    lanHints: [],
  };
  return new Machine({ facts, candidates: [answered], ...more });
}

/** A node that stands on the NIC. */
function onEth0(): Machine {
  const machine = atHome();
  const { facts } = machine.node;
  if (facts === undefined) throw new Error('no facts');
  machine.put({ ...machine.node, facts: { ...facts, nics: [{ ...eth0, master: name('zos') }] } });
  return machine;
}

const apply = ['boot', 'apply', '-n', 'a', '--wait', '1', '--yes'] as const;

describe('tn boot apply', () => {
  test('--json: what is told from the survey to the receipt', () => {
    const { status, stdout, stderr } = atHome().tn([...apply, '--json', '--detailed-exitcode']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(told(stdout).filter(({ kind }) => kind !== 'Done')).toMatchObject([
      { kind: 'Surveyed', nics: ['eth0'] },
      { kind: 'Probing', nic: 'eth0' },
      {
        kind: 'Answered',
        nic: 'eth0',
        family: 'ipv4',
        addresses: ['192.168.1.10/24'],
        gateways: ['192.168.1.1'],
      },
      { kind: 'Probed', nic: 'eth0' },
      { kind: 'Chosen', nics: ['eth0'], rule: 'private-gateway', gateway: '192.168.1.1' },
      { kind: 'Started' },
      { kind: 'Finished' },
      { kind: 'Waiting', seconds: 1 },
      { kind: 'Reached', endpoint: '1.1.1.1:443', milliseconds: 3 },
      { kind: 'TenantsReached' },
      { kind: 'Receipt', node: 'a', applied: true },
    ]);
  });

  test.each([
    [
      'no-internet',
      { internet: false },
      'node a does not reach the Internet: no endpoint answered within 1 s',
    ],
    [
      'no-tenant-internet',
      { tenantInternet: false },
      'node a reaches the Internet, and its tenants would not: none of the endpoints answers in ndmz',
    ],
  ])('%s: 3, how each endpoint failed, and that it was taken back', (kind, more, message) => {
    const machine = atHome(more);
    const { status, stderr } = machine.tn(apply);
    expect(status).toBe(3);
    expect(stderr).toContain(`error[${kind}]: ${message}\n  1.1.1.1:443: no route\n`);
    expect(stderr).toMatch(
      /^ {2}rolled back, \d+ operations: the node is as it was before\n {2}what to do: /m,
    );
    expect(machine.node.observed.resources).toEqual([]);
  });

  test('a NIC that somebody owns: plan warns, apply refuses', () => {
    const owners = [{ nic: 'eth0', who: 'dhclient (process 7)', remedy: 'run: kill 7' }];
    const said =
      "dhclient (process 7) owns eth0, and would give it addresses while it is a member of this node's bridge";
    expect(atHome({ owners }).tn(['boot', 'plan', '-n', 'a'])).toMatchObject({
      status: 0,
      stderr: `warning: ${said}\n  what to do: run: kill 7\n`,
    });
    expect(atHome({ owners }).tn(apply)).toEqual({
      status: 1,
      stdout: '',
      stderr: `error[nic-owned]: ${said}; nothing was done\n  what to do: run: kill 7\n`,
    });
  });

  test('--retry: a line a try that failed, and what nobody approved is not tried again', () => {
    const { status, stderr } = atHome({ candidates: [silent, answered] }).tn([...apply, '--retry']);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^try 1 failed: no-uplink: eth0 does not lead to the Internet: .+; again in (0\.[5-9]|1) s\n$/,
    );
    const asked = atHome().tn(['boot', 'apply', '-n', 'a', '--retry']);
    expect(asked.status).toBe(1);
    expect(asked.stderr).toBe(
      'error[not-approved]: boot: there is no terminal to ask at; look at the plan, then give --yes\n',
    );
  });
});

describe('tn node', () => {
  test('before the node has booted', () => {
    expect(atHome().tn(['node', 'plan', '-n', 'a'])).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'error[not-booted]: node a: there is no uplink yet, no NIC is a member of zos; run tn boot apply -n a\n',
    });
  });

  test.each([
    ['$.uplink', { uplink: { interface: 'eth1' } }, 'eth1'],
    ['$.ignore', { ignore: ['eth0'] }, 'eth0'],
  ])('a configuration that wants another uplink at %s', (path, config, value) => {
    const machine = onEth0();
    machine.write('node.json', { schema: 'node-config/1', ...config });
    expect(machine.tn(['node', 'plan', '-n', 'a', '-c', 'node.json'])).toEqual({
      status: 1,
      stdout: '',
      stderr: `error[other-uplink]: node.json: ${path}: zos stands on eth0; run tn boot apply -n a -c node.json, which moves it\n  value: ${value}\n`,
    });
  });
});
