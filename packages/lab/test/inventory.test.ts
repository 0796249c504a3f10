import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseInventory } from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { expect, onTestFinished, test } from 'vitest';
import { repository, tnPath } from '../src/machine/repository.js';
import { standardNetwork } from '../src/network/standard-network.js';
import { bareLab } from '../src/underlay/bare.js';
import { demoLab } from '../src/underlay/demo.js';
import type { Description } from '../src/underlay/description.js';
import { inventoryOf } from '../src/underlay/inventory.js';
import { standardLab } from '../src/underlay/standard.js';

test('the demo of the laboratory is on the inventory of the demo, to the letter', () => {
  const path = join(repository, 'examples/004-demo/inventory.json');
  expect(inventoryOf(demoLab)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});

test.each([
  ['standard', standardLab],
  ['demo', demoLab],
  ['bare', bareLab],
])('the planner takes the inventory of the %s underlay', (_, description) => {
  const parsed = parseInventory(inventoryOf(description));
  expect(E.isRight(parsed) ? parsed.right.nodes.length : parsed.left).toBe(description.nodes.length);
});

test('tn check has nothing against the standard network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const documents = { t: standardNetwork, i: inventoryOf(standardLab) };
  const options = Object.entries(documents).flatMap(([option, document]) => {
    writeFileSync(join(folder, option), JSON.stringify(document));
    return [`-${option}`, join(folder, option)];
  });
  const { status, stderr } = spawnSync(process.execPath, [tnPath, 'check', ...options], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

const inbound = (description: Description) =>
  Object.fromEntries(inventoryOf(description).nodes.map((node) => [node.id, node.inbound ?? []]));

test('inbound are the families that no router on the way stops', () => {
  const closed = { 'dual-1': [], 'four-1': [], 'home-1': [], 'home-2': [], 'attic-1': [], 'attic-2': [] };
  const open = {
    'dual-2': ['ipv4', 'ipv6'],
    'six-1': ['ipv6'],
    'spare-1': ['ipv4', 'ipv6'],
    'down-1': ['ipv4', 'ipv6'],
  };
  expect(inbound(standardLab)).toEqual({ ...closed, ...open });
  const routers = standardLab.routers.map(({ firewall6: _, ...router }) => router);
  const unfiltered = { ...open, 'attic-1': ['ipv6'], 'attic-2': ['ipv6'] };
  expect(inbound({ ...standardLab, routers })).toEqual({ ...closed, ...unfiltered });
});
