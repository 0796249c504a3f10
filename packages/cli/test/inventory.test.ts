import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type NodeFacts,
  parseAddress,
  parseInterfaceAddress,
  parseInterfaceName,
  parseInventory,
  parseNodeId,
} from '@networkd/planner';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Machine } from './machine.js';
import { right } from './tn.js';

/** A node behind a home router: `eth0` is a member of `zos`, `eth1` has no cable. */
function home(...texts: readonly string[]): NodeFacts {
  const name = (text: string) => right(parseInterfaceName(text));
  const nic = { mac: '52:54:00:00:00:01', mtu: 1500, physical: true, addresses: [], gateways: [] } as const;
  return {
    node: right(parseNodeId('a')),
    nics: [
      { ...nic, name: name('eth0'), carrier: true, speed: 1000, driver: 'virtio_net', master: name('zos') },
      { ...nic, name: name('eth1'), carrier: false },
    ],
    links: [
      {
        name: name('zos'),
        addresses: texts.map((text) => right(parseInterfaceAddress(text))),
        gateways: ['192.168.1.1', 'fe80::1'].map((text) => right(parseAddress(text))),
      },
    ],
    wireguardPorts: [],
    otherPorts: [],
    lanHints: [],
  };
}

const v4 = '192.168.1.10/24';
const v6 = '2a02:1802:5e::a/64';

function at(facts: NodeFacts = home(v4, v6)): Machine {
  const machine = new Machine();
  machine.put({ ...machine.node, facts });
  return machine;
}

const own = (machine: Machine, entry: object) =>
  machine.write('own.json', { schema: 'inventory/1', nodes: [{ id: 'a', ...entry }] });

describe('tn inventory', () => {
  test('the entry of this node, as a document that parses, and nothing but a look', () => {
    const machine = at();
    const { status, stdout, stderr } = machine.tn(['inventory', '-n', 'a']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document.nodes).toHaveLength(1);
    expect(document.nodes[0]).toEqual({
      id: 'a',
      interfaces: [
        {
          name: 'eth0',
          mac: '52:54:00:00:00:01',
          carrier: true,
          mtu: 1500,
          speed: 1000,
          driver: 'virtio_net',
          gateways: ['192.168.1.1', 'fe80::1'],
          addresses: [v4, v6],
        },
        { name: 'eth1', mac: '52:54:00:00:00:01', carrier: false, mtu: 1500, gateways: [], addresses: [] },
      ],
    });
    expect(right(parseInventory(document)).nodes).toHaveLength(1);
    expect(machine.asked.map(({ name }) => name)).toEqual(['load', 'survey']);
  });

  test('-o: into a file for its owner, and it can be given again', () => {
    const machine = at();
    expect(machine.tn(['inventory', '-n', 'a', '-o', 'new.json']).stdout).toBe('');
    expect(statSync(machine.at('new.json')).mode & 0o777).toBe(0o600);
    const again = machine.tn(['inventory', '-n', 'a', '-i', 'new.json']);
    expect(again).toEqual({ status: 0, stdout: machine.read('new.json'), stderr: '' });
  });

  test('-i: the words of the farmer stay, what was surveyed before goes', () => {
    const machine = at();
    own(machine, {
      farm: 'f1',
      lan: 'rack-1',
      inbound: ['ipv6'],
      interfaces: [{ name: 'eth7', addresses: [v6] }],
    });
    const [entry] = JSON.parse(machine.tn(['inventory', '-n', 'a', '-i', 'own.json']).stdout).nodes;
    expect(entry).toMatchObject({ farm: 'f1', lan: 'rack-1', inbound: ['ipv6'] });
    expect(entry.interfaces.map(({ name }: { name: string }) => name)).toEqual(['eth0', 'eth1']);
  });

  test('-i without this node: said, and no error', () => {
    const { status, stderr } = at().tn(['inventory', '-n', 'z', '-i', 'inventory.json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'node z is not in inventory.json yet\n' });
  });

  test('without -n the host name is the id', () => {
    expect(at().tn(['inventory']).stderr).toMatch(
      /^node \S+: the host name of this machine; -n gives another\n/,
    );
  });
});

describe('tn inventory --explain', () => {
  test('what the node is, why in each family, what to do, and its NICs', () => {
    const { status, stdout } = at().tn(['inventory', '-n', 'a', '--explain']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^node a: hidden behind an IPv6 firewall\n/);
    const flowing = stdout.replaceAll(/\s+/g, ' ');
    expect(flowing).toContain('IPv4 not dialable 192.168.1.10 on eth0 is private');
    expect(flowing).toContain('IPv6 not dialable 2a02:1802:5e::a on eth0 is global, but nothing says');
    expect(flowing).toContain('To be dialled: let UDP in on the router');
    expect(stdout).toContain(`\n  eth0  carrier, 1000 Mb/s, virtio_net, ${v4}, ${v6}, gateway 192.168.1.1`);
    expect(stdout).toContain('\n  eth1  no carrier, no address\n');
    expect(stdout.split('\n').every((line) => !line.startsWith('    ') || line.length <= 80)).toBe(true);
  });

  test('what the farmer says counts', () => {
    const machine = at();
    own(machine, { inbound: ['ipv6'], interfaces: [{ name: 'eth0', addresses: [v6] }] });
    const { stdout } = machine.tn(['inventory', '-n', 'a', '-i', 'own.json', '--explain']);
    expect(stdout).toMatch(/^node a: public, in IPv6 only\n/);
    expect(stdout).toMatch(/\n {2}IPv6 {2}dialable\n {4}others dial 2a02:1802:5e::a on eth0/);
  });

  test('--json: the same as data, on one line', () => {
    const { stdout } = at().tn(['inventory', '-n', 'a', '--explain', '--json']);
    expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
    expect(JSON.parse(stdout)).toEqual({
      node: 'a',
      class: 'behind-ipv6-firewall',
      ipv4: {
        dialable: false,
        reason: 'nat',
        interface: 'eth0',
        address: '192.168.1.10',
        because: expect.stringContaining('NAT'),
        remedy: expect.any(String),
      },
      ipv6: expect.objectContaining({ dialable: false, reason: 'firewall', address: '2a02:1802:5e::a' }),
    });
  });
});

describe('tn inventory -p', () => {
  const config = {
    schema: 'public-config/1',
    interface: 'eth1',
    ipv4: '185.69.166.99/24',
    gateway4: '185.69.166.1',
  };

  test('what the node would be with this public configuration', () => {
    const machine = at();
    machine.write('public.json', config);
    const { stdout } = machine.tn(['inventory', '-n', 'a', '-p', 'public.json', '--explain']);
    expect(stdout).toMatch(/^node a: public, in IPv4 only\n/);
    const [entry] = JSON.parse(machine.tn(['inventory', '-n', 'a', '-p', 'public.json']).stdout).nodes;
    expect(entry.publicConfig).toMatchObject({ interface: 'eth1', gateway4: '185.69.166.1' });
  });

  test.each([
    ['an interface that the node has not', { interface: 'eth9' }, 'unknown-interface', '$.interface'],
    ['a gateway elsewhere', { gateway4: '185.69.167.1' }, 'bad-gateway', '$.gateway4'],
  ])('%s: an error at its place in the file', (_, wrong, kind, path) => {
    const machine = at();
    machine.write('public.json', { ...config, ...wrong });
    const { status, stdout, stderr } = machine.tn(['inventory', '-n', 'a', '-p', 'public.json']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`error[${kind}]: public.json: ${path}: `);
  });
});

describe('what goes wrong', () => {
  test.each([
    [['-n', '../x'], 'error[bad-arguments]: --node: '],
    [['-n', 'a', '--interval', '5'], 'error[bad-arguments]: --interval: '],
    [['-n', 'a', '-i', '-', '-p', '-'], 'error[bad-arguments]: -: '],
    [['-n', 'a', '-i', 'absent.json'], 'error[cannot-read]: absent.json: '],
    [['-n', 'a', '-i', 'network.json'], 'error[wrong-schema]: network.json: $.schema: '],
    [['-n', 'a', '--interval', '0', '--watch'], "'--interval <SECONDS>'"],
  ])('%j', (args, words) => {
    const machine = at();
    const { status, stdout, stderr } = machine.tn(['inventory', ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(machine.asked).toEqual([]);
  });

  const blind = { kind: 'not-observed', message: 'ip -json link: exit status 1: no. Be root.' } as const;

  test('a node that cannot be looked at', () => {
    const machine = new Machine();
    machine.put({ ...machine.node, blind });
    const { status, stdout, stderr } = machine.tn(['inventory', '-n', 'a', '-o', 'new.json']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`error[not-observed]: ${blind.message}\n`);
    expect(() => machine.read('new.json')).toThrow();
    const told = machine.tn(['inventory', '-n', 'a', '--json']);
    expect({ ...told, stdout: JSON.parse(told.stdout) }).toEqual({ status: 1, stdout: blind, stderr: '' });
  });
});

describe('tn inventory --watch', () => {
  /** Runs it until it has printed so many lines, with the time of each. */
  function watching(machine: Machine) {
    const child = spawn('bash', ['--norc', '-c', 'exec tn inventory -n a --json --watch --interval 1'], {
      cwd: machine.path,
      env: { PATH: `${machine.at('bin')}:${process.env['PATH']}` },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines: { readonly at: number; readonly text: string }[] = [];
    let errors = '';
    child.stdout.on('data', (piece: Buffer) => {
      for (const text of piece.toString().trimEnd().split('\n')) lines.push({ at: performance.now(), text });
    });
    child.stderr.on('data', (piece: Buffer) => {
      errors += piece;
    });
    return {
      lines,
      errors: () => errors,
      until: async (holds: () => boolean) => {
        while (!holds()) await sleep(10);
      },
      end: () => {
        child.kill('SIGTERM');
        return once(child, 'close');
      },
    };
  }

  /** The machine is never seen half written. */
  const become = (machine: Machine, node: Machine['node']) => {
    machine.write('next.json', node);
    renameSync(machine.at('next.json'), machine.at('fake.json'));
  };

  const addressesIn = (text: string): readonly string[] => JSON.parse(text).nodes[0].interfaces[0].addresses;

  test('a line a change, one an interval, what came and went within it is not told; a signal ends it: 0', async () => {
    const machine = at();
    const { lines, until, end } = watching(machine);
    await until(() => lines.length === 1);
    for (const facts of [home(v4), home(v4, '192.168.1.11/24'), home('192.168.1.12/24')]) {
      become(machine, { ...machine.node, facts });
      await sleep(100);
    }
    await until(() => lines.length === 2);
    await sleep(1500);
    expect(lines.map(({ text }) => addressesIn(text))).toEqual([[v4, v6], ['192.168.1.12/24']]);
    expect((lines[1]?.at ?? 0) - (lines[0]?.at ?? 0)).toBeGreaterThan(950);
    expect(await end()).toEqual([0, null]);
  });

  test('a look that fails is said, and the next one reports', async () => {
    const machine = at();
    const { lines, errors, until, end } = watching(machine);
    await until(() => lines.length === 1);
    const sighted = machine.node;
    become(machine, { ...sighted, blind: { kind: 'not-observed', message: 'no.' } });
    await until(() => errors() !== '');
    become(machine, { ...sighted, facts: home(v4) });
    await until(() => lines.length === 2);
    expect(addressesIn(lines[1]?.text ?? '')).toEqual([v4]);
    expect(errors()).toContain('error[not-observed]: no.\n');
    expect(await end()).toEqual([0, null]);
  });
});
