import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from '@networkd/lab/scratch';
import { dhcpScript, programs } from '@networkd/planner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shellcheck } from '../../../../../test/shell/run.js';
import { leaseIn } from '../../../src/dhcp/lease.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkd-script-'));
  writeFileSync(join(folder, 'udhcpc.sh'), programs.udhcpc.scripts[dhcpScript.state] ?? '', { mode: 0o700 });
  writeFileSync(
    join(folder, 'ip'),
    `#!/bin/sh
for each in "$@"; do printf '<%s>' "$each" >>"$IP_LOG"; done
echo >>"$IP_LOG"
case "$*" in
  *'link show'*) echo '7: zos: <UP> mtu 1500 qdisc noqueue' ;;
  *'route show'*) printf '10.9.0.0/16 via 192.0.2.9 metric 110\\ndefault via 192.0.2.8 metric 110\\n' ;;
esac
case "$*" in
  *"\${IP_REFUSES:-nothing}"*) exit 2 ;;
esac
`,
    {
      mode: 0o700,
    },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** What it says of what it does not take. */
  readonly stderr: string;
  /** What ip(8) was told, a line each, without the question for the routers that there are. */
  readonly told: readonly string[];
}

/** Runs the script as udhcpc does, beside an ip(8) that only writes down what it is told. */
function ran(event: string, environment: Readonly<Record<string, string>>, file?: string): Ran {
  const log = join(folder, 'ip.log');
  writeFileSync(log, '');
  const { status, stdout, stderr } = spawnSync(join(folder, 'udhcpc.sh'), [event], {
    encoding: 'utf8',
    cwd: folder,
    env: {
      PATH: `${folder}:${process.env['PATH']}`,
      IP_LOG: log,
      interface: 'zos',
      ...(file === undefined ? {} : { NETWORKD_LEASE: join(folder, file) }),
      ...environment,
    },
  });
  return {
    status,
    stdout,
    stderr,
    told: readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && line !== '<-4><route><show><dev><zos>'),
  };
}

const good = { ip: '192.0.2.7', mask: '24', router: '192.0.2.1', serverid: '192.0.2.2', lease: '600' };
const hostile = [
  '$(touch owned)',
  '`touch owned`',
  '; touch owned',
  '-h',
  '*',
  '"',
  "'",
  '192.0.2.7 dev lo',
  '1.2.3',
  '1.2.3.4.5',
  'a.b.c.d',
  '',
];

const hasShellcheck = isOnPath('shellcheck');
if (!hasShellcheck) console.warn('SKIPPED: the script of DHCP clients is not linted: there is no shellcheck');

describe('the script of DHCP clients', () => {
  test.skipIf(!hasShellcheck)('has nothing that shellcheck complains of', () => {
    expect(shellcheck(join(folder, 'udhcpc.sh'))).toBe('');
  });

  test('only prints what was offered where it has no file to write to', () => {
    const { stdout, told } = ran('bound', good);
    expect(told).toEqual([]);
    expect(leaseIn(stdout)).toMatchObject({
      addresses: [{ text: '192.0.2.7/24' }],
      gateways: [{ text: '192.0.2.1' }],
      lease: { server: { text: '192.0.2.2' }, seconds: 600 },
    });
    expect(ran('deconfig', good)).toMatchObject({ status: 0, stdout: '', told: [] });
  });

  test.each([
    ...hostile,
    ...['0.0.0.0', '127.0.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.2.256'],
    ...['169.254.0.1', '169.254.255.254', '100.127.0.1', '100.127.255.254'],
  ])('refuses the address %j with a sentence, and touches nothing', (ip) => {
    const { status, stdout, stderr, told } = ran('bound', { ...good, ip }, 'lease');
    expect({ status, stdout, told }).toEqual({ status: 1, stdout: '', told: [] });
    expect(stderr).toBe(`refused address: ${ip}: no host on the segment can have it\n`);
  });

  test.each(['100.126.255.254', '100.128.0.1', '169.253.0.1', '223.255.255.254'])(
    'takes the address %s, which is next to those',
    (ip) => {
      expect(ran('bound', { ...good, ip }, 'lease')).toMatchObject({ status: 0 });
    },
  );

  test('refuses the address of a router that the link has, and takes one that only begins as that does', () => {
    const taken = ran('bound', { ...good, ip: '192.0.2.8' }, 'router');
    const stderr = "refused address: 192.0.2.8: it is a router's\n";
    expect(taken).toMatchObject({ status: 1, told: [], stderr });
    expect(existsSync(join(folder, 'router'))).toBe(false);
    expect(ran('bound', { ...good, ip: '192.0.2.88' }, 'lease')).toMatchObject({ status: 0 });
    expect(ran('bound', { ...good, ip: '92.0.2.8' }, 'lease')).toMatchObject({ status: 0 });
  });

  test('writes nothing down of an address that ip does not take', () => {
    const { status, stderr, told } = ran('bound', { ...good, IP_REFUSES: 'address replace' }, 'none');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'refused address: 192.0.2.7/24: ip does not take it\n',
    });
    expect(told).toHaveLength(1);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test('writes down no router that ip does not take', () => {
    const { status, stderr } = ran('bound', { ...good, IP_REFUSES: 'route replace' }, 'lease');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'left out route to default: by 192.0.2.1: ip does not take it\n',
    });
    expect(readFileSync(join(folder, 'lease'), 'utf8')).toContain('"gateways":[]');
  });

  test.each([...hostile, '0', '7', '33', '-1', '024', '1e1', '99999999999999999999'])(
    'refuses the prefix length %j, which would make all the Internet a neighbour or is no length',
    (mask) => {
      expect(ran('bound', { ...good, mask }, 'lease')).toMatchObject({ status: 1, told: [] });
    },
  );

  test.each([...hostile.filter((each) => each !== ''), '-1', '99999999999'])(
    'refuses the lease time %j',
    (lease) => {
      expect(ran('renew', { ...good, lease }, 'lease')).toMatchObject({ status: 1, told: [] });
    },
  );

  test.each(hostile)('leaves out the router %j and takes the next', (router) => {
    // udhcpc puts blanks between routers: a text with one is several.
    const whole = router.includes(' ') ? '999.' : router;
    const { told, status } = ran('bound', { ...good, router: `${whole} 192.0.2.9` }, 'lease');
    expect(status).toBe(0);
    expect(routesIn(told)).toEqual(['default via 192.0.2.9 dev zos proto dhcp metric 110']);
    for (const line of told) expect(line).not.toContain('owned');
  });

  test.each(hostile)('never uses a text of the server: %j', (text) => {
    const texts = {
      hostname: text,
      domain: text,
      search: text,
      bootfile: text,
      message: text,
      sname: text,
      dns: text,
    };
    expect(ran('bound', { ...good, ...texts }, 'lease').told).toEqual(ran('bound', good, 'lease').told);
  });

  test('has run nothing that a server sent', () => {
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('owned');
  });

  test.each([
    ['30', '122'],
    ['600', '600'],
    ['4294967295', '4294967294'],
    ['0', '122'],
  ])(
    'an address lent for %s seconds is kept for %s: no renewal comes sooner, and none is for ever',
    (lease, kept) => {
      const { told } = ran('bound', { ...good, lease }, 'lease');
      expect(told[0]).toContain(`<192.0.2.7/24><dev><zos><valid_lft><${kept}><preferred_lft><${kept}>`);
      expect(readFileSync(join(folder, 'lease'), 'utf8')).toContain(`"seconds":${lease}}`);
    },
  );

  test('takes away the routes that the server says no longer, and sets its own under a metric of their own', () => {
    const gone = (destination: string) =>
      `<-4><route><delete><${destination}><dev><zos><proto><dhcp><metric><110>`;
    const without = ran('bound', { ...good, router: '' }, 'lease').told;
    expect(routesIn(without)).toEqual([]);
    expect(without.slice(-2)).toEqual([gone('10.9.0.0/16'), gone('default')]);
    const { told } = ran('bound', good, 'lease');
    expect(routesIn(told)).toEqual(['default via 192.0.2.1 dev zos proto dhcp metric 110']);
    expect(told.at(-1)).toBe(gone('10.9.0.0/16'));
  });

  test('takes classless routes in place of the router, RFC 3442', () => {
    const staticroutes =
      '169.254.1.1/32 0.0.0.0 0.0.0.0/0 169.254.1.1 10.1.2.3/9 192.0.2.3 169.254.169.254/32 192.0.2.4';
    const { told } = ran('bound', { ...good, staticroutes }, 'lease');
    expect(routesIn(told)).toEqual([
      '169.254.1.1 dev zos proto dhcp scope link metric 110',
      'default via 169.254.1.1 dev zos proto dhcp metric 110',
      '10.0.0.0/9 via 192.0.2.3 dev zos proto dhcp metric 110',
      '169.254.169.254 via 192.0.2.4 dev zos proto dhcp metric 110',
    ]);
    expect(gatewaysIn('lease')).toEqual(['169.254.1.1']);
  });

  test('has no default route where the classless routes have none, even where there is a router', () => {
    const { told } = ran('bound', { ...good, staticroutes: '10.0.0.0/8 192.0.2.3' }, 'lease');
    expect(routesIn(told)).toEqual(['10.0.0.0/8 via 192.0.2.3 dev zos proto dhcp metric 110']);
    expect(gatewaysIn('lease')).toEqual([]);
  });

  test.each([
    ...hostile.filter((each) => each !== ''),
    ...[
      '127.0.0.0/8',
      '224.0.0.0/4',
      '0.0.0.0/8',
      '100.127.3.0/24',
      '100.127.0.0/16',
      '10.0.0.0/33',
      '10.0.0.0',
    ],
  ])('leaves out the classless route to %j', (destination) => {
    const staticroutes = `${destination.replaceAll(' ', '')} 192.0.2.3 10.0.0.0/8 192.0.2.3`;
    const { status, stderr, told } = ran('bound', { ...good, staticroutes }, 'lease');
    expect(status).toBe(0);
    expect(routesIn(told)).toEqual(['10.0.0.0/8 via 192.0.2.3 dev zos proto dhcp metric 110']);
    expect(stderr).toContain('left out route to: ');
  });

  test.each(['192.0.2.7', '127.0.0.1', '100.127.0.1', '0.0.0.0', '224.0.0.1'])(
    'leaves out the router %s, which is the node itself or none',
    (router) => {
      const { told } = ran('bound', { ...good, router }, 'lease');
      expect(routesIn(told)).toEqual([]);
      expect(routesIn(ran('bound', { ...good, staticroutes: `0.0.0.0/0 ${router}` }, 'lease').told)).toEqual(
        [],
      );
    },
  );

  test('takes the first 32 of a flood of routes', () => {
    const staticroutes = Array.from({ length: 200 }, (_, i) => `10.${i}.0.0/16 192.0.2.3`).join(' ');
    const { stderr, told } = ran('bound', { ...good, staticroutes }, 'lease');
    expect(routesIn(told)).toHaveLength(32);
    expect(stderr).toBe('left out all routes after the first 32: 10.32.0.0/16\n');
  });

  test('writes down the MTU, and says it of its routes where it is less than the link has', () => {
    const routesWith = (mtu: string) => routesIn(ran('bound', { ...good, mtu }, 'lease').told);
    expect(routesWith('1400')).toEqual(['default via 192.0.2.1 dev zos proto dhcp metric 110 mtu 1400']);
    expect(leaseIn(readFileSync(join(folder, 'lease'), 'utf8'))?.lease?.mtu).toBe(1400);
    expect(routesWith('9000')).toEqual(['default via 192.0.2.1 dev zos proto dhcp metric 110']);
    expect(leaseIn(readFileSync(join(folder, 'lease'), 'utf8'))?.lease?.mtu).toBe(9000);
  });

  test.each([...hostile, '0', '68', '1279', '65536', '01400', '-1400'])('leaves out the MTU %j', (mtu) => {
    const { status, told } = ran('bound', { ...good, mtu }, 'lease');
    expect(status).toBe(0);
    expect(routesIn(told)).toEqual(['default via 192.0.2.1 dev zos proto dhcp metric 110']);
    expect(leaseIn(readFileSync(join(folder, 'lease'), 'utf8'))?.lease).not.toHaveProperty('mtu');
  });
});

/** The routes that ip(8) was told to set, as it would be written. */
function routesIn(told: readonly string[]): readonly string[] {
  return told
    .map((line) => line.slice(1, -1).replaceAll('><', ' '))
    .filter((line) => line.startsWith('-4 route replace '))
    .map((line) => line.slice('-4 route replace '.length));
}

function gatewaysIn(file: string): readonly string[] {
  return leaseIn(readFileSync(join(folder, file), 'utf8'))?.gateways.map(({ text }) => text) ?? [];
}
