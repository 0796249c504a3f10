import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOnPath } from '../../../../test/scratch.js';
import { shellcheck } from '../../../../test/shell/run.js';
import { leaseIn } from '../../src/node/lease.js';
import { udhcpcScript } from '../../src/node/udhcpc-script.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'networkd-script-'));
  writeFileSync(join(folder, 'udhcpc.sh'), udhcpcScript, { mode: 0o700 });
  writeFileSync(
    join(folder, 'ip'),
    `#!/bin/sh\nfor each in "$@"; do printf '<%s>' "$each" >>"$IP_LOG"; done\necho >>"$IP_LOG"\n`,
    {
      mode: 0o700,
    },
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** What ip(8) was told, a line each. */
  readonly told: readonly string[];
}

/** Runs the script as udhcpc does, beside an ip(8) that only writes down what it is told. */
function ran(event: string, environment: Readonly<Record<string, string>>, file?: string): Ran {
  const log = join(folder, 'ip.log');
  writeFileSync(log, '');
  const { status, stdout } = spawnSync(join(folder, 'udhcpc.sh'), [event], {
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
    told: readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
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

  test.each([...hostile, '0.0.0.0', '127.0.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1'])(
    'refuses the address %j, and touches nothing',
    (ip) => {
      const { status, stdout, told } = ran('bound', { ...good, ip }, 'lease');
      expect({ status, stdout, told }).toEqual({ status: 1, stdout: '', told: [] });
    },
  );

  test.each([...hostile, '0', '7', '33', '-1', '024', '1e1', '99999999999999999999'])(
    'refuses the prefix length %j, which would make all the Internet a neighbour or is none',
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
    expect(told.at(-1)).toContain('<via><192.0.2.9>');
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

  test('without a router takes the route away, and with one sets it under a metric of its own', () => {
    expect(ran('bound', { ...good, router: '' }, 'lease').told.at(-1)).toBe(
      '<-4><route><flush><dev><zos><proto><dhcp>',
    );
    expect(ran('bound', good, 'lease').told.at(-1)).toContain(
      '<default><via><192.0.2.1><dev><zos><proto><dhcp><metric><110>',
    );
  });
});
