import { shell } from '@networkd/executor-dryrun';
import { privateHalf } from '@networkd/lab/key';
import { diff, privateKeyText } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { lifeOf, type Step } from '../../../../test/golden/example.js';
import { whyNotRun } from '../../../../test/shell/run.js';
import { looksAt, type Stage } from './stage.js';

/** Nodes with a public namespace and without, with one network and with two, in IPv4 and in both. */
const lives = [
  ['001-two-public-nodes', 'a'],
  ['004-demo', 'ghent-1'],
  ['004-demo', 'home-1'],
  ['006-range6', 'h'],
  ['007-port-handover', 'a'],
  ['008-node-leaves', 'h'],
  ['009-subnet-moves', 'b'],
  ['011-hidden-becomes-public', 'a'],
  ['011-hidden-becomes-public', 'h'],
] as const;

/** The private keys that a plan sets, by the ids of their networks. */
function keysOf({ plan: { node, operations } }: Step): Readonly<Record<string, string>> {
  return Object.fromEntries(
    operations.flatMap((each) =>
      each.kind === 'WireGuardSetDevice' && each.publicKey !== undefined
        ? [[each.owner, privateKeyText(privateHalf(`${each.owner}/${node}`, each.publicKey))]]
        : [],
    ),
  );
}

/** Waits for the processes of the devices that a step takes away: each ends a moment later, and its socket with it. */
function ended({ plan: { changes }, wanted }: Step): string {
  const isWanted = (name: string) =>
    wanted.resources.some((each) => each.kind === 'Link' && each.name === name);
  return changes
    .flatMap((change) => (change.kind === 'Delete' && change.before.kind === 'Link' ? change.before : []))
    .filter(({ type, name }) => type === 'wireguard' && !isWanted(name))
    .map(
      ({ name }) =>
        `\nwhile pgrep -x -f '(.*/)?wireguard-go( -f)? ${name}' >/dev/null; do sleep 0.05; done\n`,
    )
    .join('');
}

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: nothing is observed on a real kernel: ${why}`);

describe.skipIf(why !== undefined)('what a plan has made is observed as that and nothing else:', () => {
  test.each(lives)('%s on %s', async (example, node) => {
    const steps = lifeOf(example, node);
    const stages = steps.map((step, i): Stage => {
      const networks = step.plan.owners.map(({ id }) => id);
      const script = `${i === 0 ? 'ip netns add public\n' : ''}${shell(step.plan)}${ended(step)}`;
      return { script, keys: keysOf(step), node, networks };
    });
    const looks = await looksAt(stages);
    expect(looks).toHaveLength(steps.length);
    for (const [i, { state, keys, commands }] of looks.entries()) {
      const { title, wanted } = steps[i] as Step;
      expect(diff(wanted.resources, state.resources), title).toEqual([]);
      expect(state, title).toEqual({ schema: 'observed/2', node, resources: wanted.resources });
      const devices = wanted.resources.filter((each) => each.kind === 'WireGuardDevice');
      expect([...keys].sort(), title).toEqual(devices.map(({ publicKey }) => publicKey).sort());
      // Two for the host, one for `public`, and for each network one for its namespace and one for its device.
      expect(commands.length, commands.join('\n')).toBeLessThanOrEqual(3 + 2 * devices.length);
      const text = JSON.stringify([state, commands]);
      for (const key of Object.values(keysOf(steps[0] as Step))) expect(text).not.toContain(key);
    }
  });
});
