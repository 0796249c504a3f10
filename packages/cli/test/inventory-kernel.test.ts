import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker, firewalld, ownTables, ufw } from '@networkd/lab/furniture/firewalls';
import { networkManager } from '@networkd/lab/furniture/managers';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { parseInventory } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { Kernel, whyNotApplied } from './kernel.js';
import { right } from './tn.js';

const why = whyNotApplied();
if (why !== undefined) console.warn(`SKIPPED: tn inventory is not run on a real kernel: ${why}`);

/** A machine with two NICs, whose cables end in another namespace: `eth1` has nobody there. */
async function machine(): Promise<Kernel> {
  const kernel = await Kernel.booted();
  kernel.out(`ip netns add switch
    for n in 0 1; do ip link add eth$n type veth peer name port$n netns switch; done
    ip -n switch link set port0 up
    ip link set eth0 address 52:54:00:00:00:01 mtu 1400 up
    ip address add 192.168.1.10/24 dev eth0
    ip address add 2a02:1802:5e::a/64 dev eth0 nodad
    ip route add default via 192.168.1.1`);
  // All that others have but NICs.
  kernel.furnish([docker, ufw, firewalld, ownTables, networkManager]);
  return kernel;
}

function entryIn(document: string) {
  const [entry] = right(parseInventory(JSON.parse(document))).nodes;
  if (entry === undefined) throw new Error(`no node in ${document}`);
  return entry;
}

describe.skipIf(why !== undefined)('tn inventory on a real kernel', () => {
  test('what the NICs of the machine have, and what that makes of it', async () => {
    const kernel = await machine();
    const before = await settled(() => kernel.record());
    const { interfaces, listenPortsInUse } = entryIn(kernel.out('tn inventory -n a'));
    expect(interfaces.map(({ name }) => name)).toEqual(['eth0', 'eth1']);
    const [eth0, eth1] = interfaces;
    expect(eth0).toMatchObject({ mac: '52:54:00:00:00:01', carrier: true, mtu: 1400 });
    expect(eth0?.addresses.map(({ text }) => text)).toEqual(['192.168.1.10/24', '2a02:1802:5e::a/64']);
    expect(eth0?.gateways.map(({ text }) => text)).toEqual(['192.168.1.1']);
    expect(eth1).toMatchObject({ carrier: false, addresses: [], gateways: [] });
    expect(listenPortsInUse).toEqual([]);
    expect(kernel.out('tn inventory -n a --explain')).toMatch(/^node a: hidden behind NAT\n/);
    expect(await changesSince(before, () => kernel.record())).toEqual([]);
  });

  test('the same before and after the NIC becomes a member of a bridge that takes its addresses', async () => {
    const kernel = await machine();
    const before = kernel.out('tn inventory -n a');
    kernel.out(`ip link add zos type bridge && ip link set zos address 52:54:00:00:00:01 mtu 1400 up
      ip address flush dev eth0 && ip link set eth0 master zos
      ip address add 192.168.1.10/24 dev zos
      ip address add 2a02:1802:5e::a/64 dev zos nodad
      ip route add default via 192.168.1.1`);
    const shown = (document: string) =>
      entryIn(document).interfaces.map(({ name, addresses, gateways }) => ({ name, addresses, gateways }));
    expect(shown(kernel.out('tn inventory -n a'))).toEqual(shown(before));
  });

  test('--watch tells of an address that comes, and ends with all that it started', async () => {
    const kernel = await machine();
    const before = await settled(() => kernel.record());
    const child = kernel.start('echo $$ >pid; exec tn inventory -n a --json --watch --interval 1');
    const lines: string[] = [];
    child.stdout?.on('data', (piece: Buffer) => lines.push(...piece.toString().trimEnd().split('\n')));
    while (lines.length < 1) await sleep(20);
    expect(kernel.out('pgrep -xc ip')).toBe('1\n');
    kernel.out('ip address add 192.168.1.11/24 dev eth0');
    while (lines.length < 2) await sleep(20);
    expect(entryIn(lines[1] ?? '').interfaces[0]?.addresses.map(({ text }) => text)).toContain(
      '192.168.1.11/24',
    );
    kernel.out('kill -TERM $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done');
    await once(child, 'close');
    kernel.out('ip address del 192.168.1.11/24 dev eth0');
    expect(await changesSince(before, () => kernel.record())).toEqual([]);
  });
});
