import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { examplePublicKey } from '@networkd/lab/key';
import type { OperationOf } from '@networkd/planner';
import { expect, test } from 'vitest';
import { casesOf } from './example.js';
import { exampleNames, pathOf } from './files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The commands of the README of each example, with the files that it says they print, in their order. */
const commands = exampleNames().flatMap((example) => {
  const readme = readFileSync(pathOf(example, 'README.md'), 'utf8');
  const sections = readme.split('```sh\n').slice(1);
  return sections.flatMap((section) => {
    const [block = '', prose = ''] = section.split('```\n');
    const printed = [...prose.matchAll(/`((?:plan|access)\S*\.(?:txt|conf))`/g)].map(
      ([, file]) => file ?? '',
    );
    const lines = block.replaceAll('\\\n', ' ').trim().split('\n');
    return lines
      .filter((line) => /^tn (plan|access|node plan) /.test(line))
      .map((line, i) => ({ example, command: line, file: printed[i] ?? 'no file' }));
  });
});

function tn(args: readonly string[]) {
  return spawnSync(process.execPath, ['packages/cli/dist/tn.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
}

const plansNodes = tn(['node', 'plan', '--help']).stdout.includes('--observed');
if (!plansNodes) console.warn('SKIPPED: commands that plan a node from afar, as this tn cannot');
const known = commands.filter(({ command }) => plansNodes || !command.startsWith('tn node '));

test.each(known)('$command prints $file', ({ example, command, file }) => {
  const [, ...args] = command.split(/\s+/);
  const { stdout, stderr } = tn(args);
  expect(stderr).toBe('');
  expect(stdout).toBe(readFileSync(pathOf(example, file), 'utf8'));
});

test('the README of each example has such a command', () => {
  expect([...new Set(commands.map(({ example }) => example))]).toEqual(exampleNames());
});

test('the table of the families is what is planned', () => {
  const example = '003-families';
  const rows = [
    ...readFileSync(pathOf(example, 'README.md'), 'utf8').matchAll(
      /^\| (\w+) → (\w+) \| (10\..+) \| (.+) \|$/gm,
    ),
  ];
  const names = new Map<string, string>(
    ['a', 'b', 'h', 's', 'laptop'].map((name) => [examplePublicKey(`families/${name}`), name]),
  );
  const planned = casesOf(example).flatMap(({ node, plan }) =>
    plan.operations
      .filter(
        (operation): operation is OperationOf<'WireGuardSetPeer'> => operation.kind === 'WireGuardSetPeer',
      )
      .map(({ publicKey, endpoint, allowedIPs }) => ({
        peering: `${node} ${names.get(publicKey)}`,
        endpoint: endpoint ?? 'none, it dials us',
        allowedIPs,
      })),
  );
  const shown = rows.map(([, at, peer, prefixes = '', endpoint]) => {
    const thirds = [...prefixes.matchAll(/10\.1\.(\d+)\+w/g)].map(([, third]) => third);
    const subnets = thirds.map((third) => `10.1.${third}.0/24`);
    const addresses = thirds.map((third) => `100.64.1.${third}/32`);
    return { peering: `${at} ${peer}`, endpoint, allowedIPs: [...subnets, ...addresses] };
  });
  expect(shown).toEqual(planned);
});
