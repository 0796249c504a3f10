import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from '@networkd/lab/scratch';
import { dhcpScript, programs } from '@networkd/planner';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseIn } from '../../../src/dhcp/lease.js';

const why = isOnPath('busybox') ? undefined : 'there is no busybox';
if (why !== undefined)
  console.warn(`SKIPPED: the script of DHCP clients gets no hostile environments: ${why}`);

/** Environments that one shell is given, one after the other. */
const batch = 100;
const batches = Math.max(1, Math.round(Number(process.env['NETWORKD_RUNS'] ?? '1000') / 250));

const byte = fc.oneof(
  fc.nat({ max: 260 }),
  fc.constantFrom(0, 10, 100, 127, 169, 192, 224, 254, 255, '08', '0x1', ''),
);
const address = fc.array(byte, { minLength: 3, maxLength: 5 }).map((bytes) => bytes.join('.'));
const odd = fc.constantFrom(
  ...[
    '$(touch owned)',
    '`touch owned`',
    '; touch owned',
    '| touch owned',
    '&& touch owned',
    '> owned',
    '>owned',
  ],
  ...[
    '*',
    '?',
    '~',
    '-h',
    '--',
    '-',
    '"',
    "'",
    '\\',
    '\n',
    '\t',
    '$IFS',
    '$ip',
    '$ip$mask',
    '$((1/0))',
    '%s',
    '%n',
    '#',
    '!',
  ],
  ...[
    '\u202e',
    '\u0007',
    '\u001b[2J',
    '99999999999999999999',
    '-1',
    '+1',
    '1e3',
    '0',
    '00',
    ' ',
    '  ',
    'ROUTES',
    '\nROUTES\n',
  ],
);
const text = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 40 }));
const number = fc.oneof(
  fc.nat({ max: 70_000 }).map(String),
  fc.constantFrom('4294967295', '4294967296', '0', '01', ''),
);
const one = (...arbitraries: readonly fc.Arbitrary<string>[]) => fc.oneof(...arbitraries, text);
const several = (each: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(each, { maxLength: 6 }), fc.constantFrom(' ', ' ', '\n', '\t', '  '))
    .map(([all, gap]) => all.join(gap));
const destination = fc.tuple(address, number).map(([network, length]) => `${network}/${length}`);
const sound = fc.constantFrom('192.0.2.7', '10.0.0.9');

const environment = fc.record({
  event: fc.constantFrom('bound', 'bound', 'bound', 'renew', 'deconfig', 'nak', 'leasefail', ''),
  ip: one(sound, sound, sound, address),
  mask: one(fc.constantFrom('24', '32', '8'), fc.constantFrom('24'), number),
  router: several(one(address, sound)),
  staticroutes: fc.oneof(fc.constant(''), several(one(destination, address, address))),
  serverid: one(address),
  lease: one(fc.constant('600'), fc.constant('600'), number),
  mtu: one(number, fc.constant('')),
});

type Environment = typeof environment extends fc.Arbitrary<infer E> ? E : never;

const quoted = (value: string) => `'${value.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;

/** An ip(8) that only writes down what it is told. */
const ip = `ip() {
  printf '<%s>' "$@" >>"$TOLD"; echo >>"$TOLD"
  case "$*" in *'link show'*) echo '7: zos: <UP> mtu 1500 qdisc noqueue' ;; esac
}`;

/** What came of one environment: its status, what ip(8) was told, and the lease that was written. */
interface Outcome {
  readonly status: string;
  readonly told: readonly string[];
  readonly lease: string;
}

/** Runs the script, as busybox runs it, in each environment: each in a subshell of one shell. */
function ran(environments: readonly Environment[]): {
  outcomes: readonly Outcome[];
  others: readonly string[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-hostile-'));
  try {
    writeFileSync(join(folder, 'udhcpc.sh'), programs.udhcpc.scripts[dhcpScript.state] ?? '');
    const cases = environments.map(
      ({ event, ...values }, i) => `(
TOLD=${i}.told; NETWORKD_LEASE=${i}.lease; interface=zos
${Object.entries(values)
  .map(([name, value]) => `${name}=${quoted(value)}`)
  .join('\n')}
set -- ${quoted(event)}
. ./udhcpc.sh
) >${i}.out 2>&1; echo $? >${i}.status`,
    );
    writeFileSync(join(folder, 'all.sh'), `${ip}\n${cases.join('\n')}\n`);
    const { status, stderr } = spawnSync('busybox', ['sh', 'all.sh'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
    const names = new Set(readdirSync(folder));
    const read = (name: string) => (names.has(name) ? readFileSync(join(folder, name), 'utf8') : '');
    return {
      outcomes: environments.map((_, i) => ({
        status: read(`${i}.status`).trim(),
        told: read(`${i}.told`)
          .split('\n')
          .filter((line) => line !== ''),
        lease: read(`${i}.lease`),
      })),
      others: [...names].filter(
        (name) => !/^(\d+\.(told|lease|out|log|status)|udhcpc\.sh|all\.sh)$/.test(name),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const dotted = '\\d{1,3}(\\.\\d{1,3}){3}';

/** All that the script may say to ip(8), no matter what a server says. */
const spoken = new RegExp(
  `^(${[
    `<-4><address><replace><${dotted}/\\d{1,2}><dev><zos><valid_lft><\\d{3,10}><preferred_lft><\\d{3,10}>`,
    '<-4><-oneline><address><show><dev><zos><dynamic>',
    `<-4><route><replace><(default|${dotted}(/\\d{1,2})?)>(<via><${dotted}>)?<dev><zos>(<onlink>)?<proto><dhcp>(<scope><link>)?<metric><110>(<mtu><\\d{4,5}>)?`,
    '<-4><route><show><dev><zos>(<proto><dhcp>)?',
    '<-4><(route|address)><flush><dev><zos>(<proto><dhcp>|<dynamic>)',
    '<-oneline><link><show><dev><zos>',
  ].join('|')})$`,
);

describe.skipIf(why !== undefined)('the script of DHCP clients, no matter what a server says,', () => {
  test('tells ip nothing but addresses and routes of its link, and writes a lease that can be read or none', () => {
    let written = 0;
    fc.assert(
      fc.property(fc.array(environment, { minLength: batch, maxLength: batch }), (environments) => {
        const { outcomes, others } = ran(environments);
        expect(others).toEqual([]);
        for (const [i, { status, told, lease }] of outcomes.entries()) {
          const said = JSON.stringify(environments[i]);
          expect(['0', '1'], said).toContain(status);
          expect(
            told.filter((line) => !spoken.test(line)),
            said,
          ).toEqual([]);
          if (lease === '') continue;
          written++;
          expect(leaseIn(lease), `${said} ${lease}`).toBeDefined();
        }
      }),
      { numRuns: batches, endOnFailure: true },
    );
    expect(written).toBeGreaterThan(0);
  });
});
