import { onMachine } from '@networkd/lab/scenario/on-machine';
import { whyNoScratch } from '@networkd/lab/scratch';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from './neighbours.scenario.js';

const why = whyNoScratch(['ip', 'nft', 'sysctl', 'wg', 'wireguard-go', 'ping', 'busybox']);
if (why !== undefined) console.warn(`SKIPPED: no node stands beside things of others: ${why}`);

describe.skipIf(why !== undefined)('a node beside things of others', () => {
  let report: Report;
  beforeAll(async () => {
    report = await onMachine<Report>(new URL('./neighbours.scenario.ts', import.meta.url));
  }, 300_000);

  test('lets a bridge alone that is named as tenants’ are, and nothing of a tenant in', () => {
    expect(report.foreignBridge).toEqual({ toHost: true, through: true });
    expect(report.tenant).toEqual({ toHost: false, bridged: true });
  });

  test('answers ARP on each segment for what it has there, and for nothing it has elsewhere', () => {
    expect(report.arp).toEqual({
      farm: { '198.51.100.1': true, '100.127.0.1': false, '172.17.0.1': false },
      tenant: {
        '10.1.2.1': true,
        '100.64.1.2': false,
        '198.51.100.1': false,
        '172.17.0.1': false,
        lease: false,
      },
    });
  });

  test('sends no redirects', () => {
    expect(report.redirects).toEqual({ sent: 0, received: 0 });
  });

  test('keeps its gateway and workloads together where the range is the subnet, and mends what an earlier one broke', () => {
    expect(report.subnet).toEqual({
      wholeRange: true,
      broken: false,
      mended: true,
      brokenAgain: false,
      wider: true,
    });
    expect(report.leftToDo).toBe(0);
  });
});
