import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no node is surveyed and watched: ${why}`);

describe.skipIf(why !== undefined)('a node', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./watch.scenario.ts', import.meta.url));
  });

  test('knows its NICs, and what they are members of', () => {
    const nic = { mtu: 1500, driver: 'veth', speed: 10_000, isMac: true };
    expect(seen['nics']).toEqual([
      { ...nic, name: 'eth0', carrier: true, master: 'zos' },
      { ...nic, name: 'eth1', carrier: false },
    ]);
  });

  test('knows what its bridge was lent and by whom, and the routes that nobody sees from the addresses', () => {
    expect(seen['zos']).toEqual({
      addresses: ['192.168.5.50/24', '2001:db8:5::/64'],
      gateways: ['192.168.5.1', 'fe80'],
      routes: [
        ['0.0.0.0/0', '192.168.5.1', 110],
        ['::/0', 'fe80', 1024],
      ],
      lease: { server: '192.168.5.1', seconds: 120 },
    });
  });

  test('knows by whom a LAN can be told, and which ports are in use', () => {
    expect(seen['hints']).toEqual([
      ['zos', '192.168.5.0/24', '192.168.5.1', true],
      ['zos', '2001:db8:5::/64', 'fe80', true],
    ]);
    expect(seen['ports']).toEqual({ wireguard: [], others: [51_820] });
  });

  test('that is watched tells of many changes in one, of none where there are none, and of those without end', () => {
    expect(seen['quiet']).toEqual([]);
    expect(seen['burst']).toEqual([
      {
        subjects: expect.arrayContaining(['address', 'link', 'route']),
        devices: expect.arrayContaining(['eth1']),
      },
    ]);
    expect(seen['endless']).toBeGreaterThanOrEqual(2);
    expect(seen['endless']).toBeLessThanOrEqual(3);
  });

  test('follows to another network when its cable is back', () => {
    expect(seen).toMatchObject({ wasElsewhere: true, follows: true });
  });

  test('misses a DHCP client that died, and goes on being watched when the monitor did', () => {
    expect(seen).toMatchObject({ missesClient: true, survives: true, goesOn: true });
  });

  test('is not watched any more when that was stopped, and no process is left of it', () => {
    expect(seen).toMatchObject({ stopped: [], processes: '' });
  });

  test('reaches the Internet by the first that answers', () => {
    expect(seen['reached']).toBe('127.0.0.1:4443');
  });

  test('waits for all at once, and says of each why it was not reached', () => {
    expect(seen['took']).toBeLessThan(2900);
    const noAddress = 'it is no address with a port, as 192.0.2.1:443 or [2001:db8::1]:443';
    expect(seen['unreached']).toEqual([
      ['127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1'],
      ['192.0.2.1:443', 'no answer in 1500 ms'],
      ['198.51.100.9:443', 'no answer in 1500 ms'],
      ['[::1]:0', noAddress],
      ['localhost:443', noAddress],
    ]);
    expect(seen['none']).toEqual({ kind: 'Unreached', endpoints: [] });
  });
});
