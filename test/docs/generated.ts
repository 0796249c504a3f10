import { readFileSync } from 'node:fs';
import { commandsOf, describe, errorKinds, meanings, type Operation } from '@networkd/planner';

/** The parts of the documentation that are made from the code, by name. */
export const generated: Readonly<Record<string, () => string>> = { operations, kinds, property };

/** The ten lines of the README are a test that is run as such. */
function property(): string {
  return `\`\`\`ts\n${readFileSync('packages/planner/test/readme.test.ts', 'utf8')}\`\`\``;
}

function kinds(): string {
  const rows = errorKinds.map((kind) => `| \`${kind}\` | ${meanings[kind].meaning} |`);
  return ['| kind | meaning |', '| --- | --- |', ...rows].join('\n');
}

const step = { network: 'x', netns: 'n-x', reason: '', change: 'Create' } as const;
const publicKey = 'kDd5mB6L4gkd3U5W287JeQu7urFzBYH51JQZUrJd8Hg=';
const route = { destination: '10.1.0.0/16', device: 'w-x' } as const;
const rule = { family: 'ipv4', priority: 1000, from: '10.1.0.0/16', table: 110 } as const;

/** One of each operation, with what it means and what undoes it. */
const samples: readonly (readonly [operation: Operation, meaning: string, inverse: string])[] = [
  [{ ...step, kind: 'NetnsAdd', name: 'n-x' }, 'make the namespace of a network resource', 'NetnsDelete'],
  [
    { ...step, kind: 'NetnsDelete', name: 'n-x', change: 'Delete' },
    'delete it, when its links are gone',
    'NetnsAdd',
  ],
  [
    {
      network: 'x',
      reason: '',
      change: 'Create',
      kind: 'LinkAdd',
      name: 'w-x',
      type: 'wireguard',
      mtu: 1420,
      alias: 'networkd:x',
    },
    'make a link where it is to be born, with its mark',
    'LinkDelete',
  ],
  [{ ...step, kind: 'LinkSet', name: 'w-x', up: true }, 'set MTU, alias, or up and down', 'LinkSet'],
  [
    { network: 'x', reason: '', change: 'Create', kind: 'LinkMove', name: 'w-x', to: 'n-x' },
    'move a link to another namespace',
    'LinkMove',
  ],
  [
    { ...step, kind: 'LinkDelete', name: 'w-x', change: 'Delete' },
    'delete a link and all that is on it',
    'LinkAdd',
  ],
  [
    { ...step, kind: 'AddressAdd', device: 'w-x', address: '100.64.1.2/16' },
    'give a link an address',
    'AddressDelete',
  ],
  [
    { ...step, kind: 'AddressDelete', device: 'w-x', address: '100.64.1.2/16', change: 'Delete' },
    'take it away',
    'AddressAdd',
  ],
  [{ ...step, kind: 'RouteReplace', ...route }, 'make or change a route', 'RouteDelete'],
  [{ ...step, kind: 'RouteDelete', ...route, change: 'Delete' }, 'delete a route', 'RouteReplace'],
  [{ ...step, kind: 'RuleAdd', ...rule }, 'make a policy rule', 'RuleDelete'],
  [{ ...step, kind: 'RuleDelete', ...rule, change: 'Delete' }, 'delete a policy rule', 'RuleAdd'],
  [
    { ...step, kind: 'SysctlSet', key: 'net.ipv4.ip_forward', value: '1' },
    'set a kernel parameter',
    'SysctlSet',
  ],
  [
    { ...step, kind: 'WireGuardSetDevice', device: 'w-x', secret: 'n-x', publicKey },
    "set the device's key",
    'WireGuardSetDevice',
  ],
  [
    { ...step, kind: 'WireGuardSetDevice', device: 'w-x', listenPort: 7001 },
    "set the device's port",
    'WireGuardSetDevice',
  ],
  [
    {
      ...step,
      kind: 'WireGuardSetPeer',
      device: 'w-x',
      publicKey,
      endpoint: '192.0.2.1:7001',
      allowedIPs: ['10.1.2.0/24', '100.64.1.2/32'],
      persistentKeepalive: 25,
    },
    'make or change a peer',
    'WireGuardRemovePeer',
  ],
  [
    { ...step, kind: 'WireGuardRemovePeer', device: 'w-x', publicKey, change: 'Delete' },
    'remove a peer',
    'WireGuardSetPeer',
  ],
  [
    { ...step, kind: 'NftReplaceTable', family: 'inet', name: 'networkd', hash: '…', ruleset: '…' },
    'replace our table, whether it exists or not',
    'NftDeleteTable',
  ],
  [
    { ...step, kind: 'NftDeleteTable', family: 'inet', name: 'networkd', change: 'Delete' },
    'delete our table',
    'NftReplaceTable',
  ],
];

function operations(): string {
  const rows = samples.map(([operation, meaning, inverse]) => {
    const commands = commandsOf(operation).map(({ argv }) =>
      argv.map((word) => (typeof word === 'string' ? word : 'KEYS/x.key')).join(' '),
    );
    const code = commands.map((command) => `\`${command}\``).join('<br>');
    return `| ${operation.kind} | ${meaning} | \`${describe(operation).replaceAll('|', '\\|')}\` | ${code} | ${inverse} |`;
  });
  return [
    '| operation | meaning | line | commands | inverse |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
