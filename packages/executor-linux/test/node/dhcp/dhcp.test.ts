import { onMachine } from '@networkd/lab/scenario/on-machine';
import { beforeAll, describe, expect, test } from 'vitest';
import { whyNoDhcp } from '../why.js';

const why = whyNoDhcp();
if (why !== undefined) console.warn(`SKIPPED: no DHCP client is run: ${why}`);

describe.skipIf(why !== undefined)('a DHCP client of ours', () => {
  let seen: Readonly<Record<string, unknown>> = {};
  beforeAll(async () => {
    seen = await onMachine(new URL('./dhcp.scenario.ts', import.meta.url));
  });

  test('gives its link the address for as long as it is lent, and a default route below others', () => {
    expect(seen['started']).not.toHaveProperty('output');
    expect(seen).toMatchObject({ leased: true, isDynamic: true });
    expect(seen['addresses']).toBe(`${(seen['lent'] as string[])[0]}/24`);
    expect((seen['routes'] as string).split('\n').map((line) => line.trim())).toEqual([
      'default via 192.168.5.1 dev zos proto dhcp metric 110',
      'default via 10.9.9.1 dev other metric 500',
    ]);
  });

  test('writes down what the server said, for nobody else to read', () => {
    expect(seen['lease']).toEqual({ gateways: ['192.168.5.1'], server: '192.168.5.1', seconds: 120 });
    expect(seen['modes']).toEqual(['700', '600', '700']);
    expect(seen['isResolver']).toBe(false);
  });

  test('is found again by its files, and leads a process group of its own', () => {
    expect(seen).toMatchObject({ places: [{ device: 'zos' }], isLeader: true });
  });

  test('that is killed leaves its address, which lasts until one that is started again is given another', () => {
    expect(seen['isDead']).toBe(true);
    expect(seen['keptWhileDead']).toBe(seen['addresses']);
    expect(seen['keptAfterStart']).toBe(seen['addresses']);
    expect(seen).toMatchObject({ followed: true, addressesOfSecond: '172.16.0.9/16', gatewaysOfSecond: [] });
    expect((seen['routesWithoutRouter'] as string).trim()).toBe('default via 10.9.9.1 dev other metric 500');
  });

  test('moves to another network when it is made to ask', () => {
    expect(seen).toMatchObject({ renewed: [{ device: 'zos' }], moved: true });
    expect(seen['addressesMoved']).toMatch(/^192\.168\.5\.\d+\/24$/);
  });

  test('is started again on another link of the same name', () => {
    expect(seen).toMatchObject({ isOnOther: true, leasedAgain: true });
  });

  test('that is stopped gives its lease back, and leaves no address, route, file or process', () => {
    expect(seen['released']).toBe(true);
    expect(seen['afterStop']).toEqual({
      addresses: '',
      routes: 'default via 10.9.9.1 dev other metric 500',
      files: [],
      places: [],
    });
    expect(seen['processes']).toBe('');
  });

  test('lives in another namespace, and is known as lost when that is another', () => {
    expect(seen['startedInside']).not.toHaveProperty('output');
    expect(seen).toMatchObject({
      leasedInside: true,
      placesInside: [{ netns: 'ndmz', device: 'npub4' }],
      isStale: false,
      processesAtEnd: '',
    });
    expect(seen['addressesInside']).toContain('inet 192.168.5.');
  });

  test('for a link that is not there says so', () => {
    expect(seen['missing']).toMatchObject({ output: 'there is no link nothing' });
  });
});
