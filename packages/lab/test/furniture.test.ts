import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { furnishers, furnishing } from '../src/furniture/furniture.js';
import { type IdleMachine, idleMachine } from '../src/outside/machine.js';
import type { MachineRecord } from '../src/outside/record.js';
import { changesSince, settled } from '../src/outside/settled.js';
import { whyNoScratch } from '../src/scratch.js';

const why = whyNoScratch([...furnishers, 'ss', 'wg', 'ps']);
if (why !== undefined) console.warn(`SKIPPED: no machine is furnished: ${why}`);

/** Of each piece something that only it leaves: a section and a part of an entry in it. */
const marks = [
  ['addresses', 'enf1 172.29.1.3/32'],
  ['neighbours', '172.29.1.78 dev enf1 proxy'],
  ['routes', 'table 77'],
  ['routes', 'table 770'],
  ['routes', 'table 7700'],
  ['rules', '-6 770'],
  ['parameters', 'net.ipv4.neigh.enf1.base_reachable_time_ms'],
  ['ruleset', 'table ip nat'],
  ['ruleset', 'table ip6 filter'],
  ['ruleset', 'table inet firewalld'],
  ['ruleset', 'table inet networkd2'],
  ['links', 'docker0'],
  ['links', 'virbr0'],
  ['links', 'nm-bridge'],
] as const;

describe.skipIf(why !== undefined)('a machine that is furnished', () => {
  let machine: IdleMachine;
  let furnished: MachineRecord;
  beforeAll(async () => {
    machine = await idleMachine();
    machine.sh(furnishing());
    furnished = await settled(machine.record);
  });
  afterAll(() => machine?.stop());

  test('has something of everybody, and a container in a namespace without a name', () => {
    const host = furnished.get('host');
    const missing = marks.filter(
      ([section, part]) => ![...(host?.get(section)?.keys() ?? [])].some((entry) => entry.includes(part)),
    );
    expect(missing).toEqual([]);
    expect([...furnished.keys()]).toEqual(expect.arrayContaining(['f-far', 'n-other-ns']));
    expect([...furnished.keys()].some((name) => name.startsWith('of sleep '))).toBe(true);
  });

  test('is at rest: nothing of it moves by itself', async () => {
    expect(await changesSince(furnished, machine.record)).toEqual([]);
  });

  test('has rules of Docker and ufw in one table, and they say what those say', () => {
    const said = machine.sh('iptables-nft -S FORWARD; iptables-nft -S INPUT; ip6tables-nft -S INPUT');
    expect(said).toContain('-P FORWARD DROP');
    expect(said).toContain('-A FORWARD -j DOCKER-USER');
    expect(said).toContain('-A INPUT -j ufw-before-input');
    expect(said).toContain('-A INPUT -j ufw6-before-input');
  });
});
