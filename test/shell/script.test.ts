import { readdirSync } from 'node:fs';
import { isOnPath } from '@networkd/lab/scratch';
import { describe, expect, test } from 'vitest';
import { lifeOf } from '../golden/example.js';
import { exampleNames, pathOf } from '../golden/files.js';
import { runSteps, shellcheck, whyNotRun } from './run.js';
import { wantedLines } from './wanted.js';

const scripts = exampleNames().flatMap((example) =>
  readdirSync(pathOf(example, ''))
    .filter((file) => file.endsWith('.sh'))
    .map((file) => [`${example}/${file}`, pathOf(example, file)] as const),
);

const hasShellcheck = isOnPath('shellcheck');
if (!hasShellcheck) console.warn('SKIPPED: scripts are not linted, shellcheck is not on this machine');

describe.skipIf(!hasShellcheck)('shellcheck has nothing to say of', () => {
  test.each(scripts)('%s', (_, path) => expect(shellcheck(path)).toBe(''));
});

/** Nodes whose life shows each kind of operation on a real kernel. */
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

const why = whyNotRun();
if (why !== undefined) console.warn(`SKIPPED: scripts are not run on a real kernel: ${why}`);

describe.skipIf(why !== undefined)('run on a real kernel, the scripts of', () => {
  test.each(lives)('%s on %s leave what each plan promises, and in the end nothing', (example, node) => {
    const steps = lifeOf(example, node);
    const snapshots = runSteps(steps);
    for (const [i, { wanted, title }] of steps.entries()) {
      const { lines, daemons, firewalls } = snapshots[i] ?? { lines: [], daemons: [], firewalls: new Map() };
      expect(lines, title).toEqual(wantedLines(wanted));
      for (const each of wanted.resources) {
        if (each.kind !== 'NftTable') continue;
        const listed = firewalls.get(each.netns ?? 'host') ?? '';
        expect(listed, title).toContain(`comment "${each.hash}"`);
        expect(rules(listed), title).toEqual(rules(each.ruleset));
      }
      const devices = wanted.resources.filter(({ kind }) => kind === 'WireGuardDevice');
      expect(daemons.length, title).toBeLessThanOrEqual(devices.length);
    }
  });
});

/** The rules of a table without its frame and its comment. */
function rules(table: string): readonly string[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(table|comment|\})/.test(line));
}
