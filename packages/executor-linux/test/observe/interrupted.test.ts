import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateHalf } from '@networkd/lab/key';
import { onMachine } from '@networkd/lab/scenario/on-machine';
import { inScratch } from '@networkd/lab/scratch';
import { type NodeState, privateKeyText, type Resource, type ResourceOf } from '@networkd/planner';
import { emptyKernel, observe, run, withForeign } from '@networkd/planner/testing';
import { describe, expect, test } from 'vitest';
import { lifeOf } from '../../../../test/golden/example.js';
import { whyNotRun } from '../../../../test/shell/run.js';
import { right } from '../networks.js';
import type { Course, Coursed } from './course.scenario.js';

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: no plan is interrupted on a real kernel: ${why}`);

/** On an emulated processor that takes long. */
const isFurnished = process.env['NETWORKD_VM'] === undefined;

/** Are the devices the kernel's own, or those of processes? */
const isInKernel =
  why === undefined && inScratch(['ip', 'link', 'add', 'wg0', 'type', 'wireguard']).status === 0;

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
            ? [[each.publicKey, privateKeyText(privateHalf(`${each.owner}/${node}`, each.publicKey))]]
            : [],
        ),
      );
      const { foreign, states, changes } = await coursedBy({ node, isFurnished, operations, keys });
      let kernel = withForeign(emptyKernel(), { kind: 'Netns', name: 'public' });
      for (const [i, operation] of operations.entries()) {
        kernel = right(run(kernel, operation));
        const observed = isInKernel ? asSeen(observe(kernel, node)) : observe(kernel, node);
        const told = { ...observed, ...(foreign === undefined ? {} : { foreign }) };
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
    return await onMachine<Coursed>(new URL('./course.scenario.ts', import.meta.url), file);
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

/**
 * The kernel's own device has a socket while it is up, and of one that was moved only that tells where it was born: nobody
 * sees it of one that is down.
 */
function asSeen(told: NodeState): NodeState {
  const mute = told.resources.filter(
    (each): each is ResourceOf<'Link'> =>
      each.kind === 'Link' &&
      each.type === 'wireguard' &&
      each.netns !== each.birth &&
      !told.resources.some((other) => other.kind === 'LinkUp' && other.device === each.name),
  );
  return {
    ...told,
    resources: told.resources.map((each) => {
      const isMute = mute.some(
        (link) => link === each || (each.kind === 'ListenPort' && each.device === link.name),
      );
      if (!isMute || !('birth' in each)) return each;
      const { birth: _, ...seen } = each;
      return seen;
    }),
  };
}

function isSysctl(resource: Resource, { netns, key }: ResourceOf<'Sysctl'>): boolean {
  return resource.kind === 'Sysctl' && resource.netns === netns && resource.key === key;
}

function isPortOf(resource: Resource, device: string): boolean {
  return resource.kind === 'ListenPort' && resource.device === device;
}
