import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NodeState, privateKeyText, type Resource, type Sysctl } from '@networkd/planner';
import { emptyKernel, observe, run, withForeign } from '@networkd/planner/testing';
import { describe, expect, test } from 'vitest';
import { lifeOf } from '../../../../test/golden/example.js';
import { privateHalf } from '../../../../test/golden/key.js';
import { whyNotRun } from '../../../../test/shell/run.js';
import { onMachine } from '../machine/machine.js';
import { right } from '../networks.js';
import type { Course, Coursed } from './course.scenario.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: no plan is interrupted on a real kernel: ${why}`);

/** On an emulated processor that takes long. */
const isFurnished = process.env['NETWORKD_VM'] === undefined;

/** From nothing to nothing, with a public namespace and without, with one network and with two. */
const lives = [
  ['004-demo', 'ghent-1'],
  ['006-range6', 'h'],
  ['007-port-handover', 'a'],
  ['009-subnet-moves', 'b'],
  ['011-hidden-becomes-public', 'h'],
] as const;

describe.skipIf(why !== undefined)(
  'after every operation the node is observed as the fake kernel has it:',
  () => {
    test.each(lives)('%s on %s', async (example, node) => {
      const operations = lifeOf(example, node).flatMap(({ plan }) => plan.operations);
      const keys = Object.fromEntries(
        operations.flatMap((each) =>
          each.kind === 'WireGuardSetDevice' && each.publicKey !== undefined
            ? [[each.publicKey, privateKeyText(privateHalf(`${each.network}/${node}`, each.publicKey))]]
            : [],
        ),
      );
      const { foreign, states, changes } = await coursedBy({ node, isFurnished, operations, keys });
      let kernel = withForeign(emptyKernel(), { kind: 'Netns', name: 'public' });
      for (const [i, operation] of operations.entries()) {
        kernel = right(run(kernel, operation));
        const told = { ...observe(kernel, node), ...(foreign === undefined ? {} : { foreign }) };
        expect(withoutInnate(states[i], told), `${i}: ${JSON.stringify(operation)}`).toEqual(told);
      }
      expect(changes).toEqual([]);
    });
  },
);

async function coursedBy(course: Course): Promise<Coursed> {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-course-'));
  try {
    const file = join(folder, 'course.json');
    writeFileSync(file, JSON.stringify(course), { mode: 0o600 });
    return await onMachine<Coursed>('../observe/course.scenario.ts', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The fake kernel knows of a parameter only once it is set; and a device of a process has some port from the start,
 * where the kernel's own has none before it gets one.
 */
function withoutInnate(state: NodeState | undefined, told: NodeState): NodeState | undefined {
  const isTold = (each: Resource) => {
    if (each.kind === 'Sysctl') return told.resources.some((other) => isSysctl(other, each));
    return each.kind !== 'ListenPort' || told.resources.some((other) => isPortOf(other, each.device));
  };
  return state && { ...state, resources: state.resources.filter(isTold) };
}

function isSysctl(resource: Resource, { netns, key }: Sysctl): boolean {
  return resource.kind === 'Sysctl' && resource.netns === netns && resource.key === key;
}

function isPortOf(resource: Resource, device: string): boolean {
  return resource.kind === 'ListenPort' && resource.device === device;
}
