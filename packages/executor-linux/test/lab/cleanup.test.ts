import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundled } from './bundle.js';
import { whyNoBareLab, whyNoLab } from './needs.js';
import { childrenOf } from './processes.js';

const why = whyNoLab();
if (why !== undefined) console.warn(`SKIPPED: nothing is known of what a laboratory leaves: ${why}`);
const whyNoBare = whyNoBareLab();
if (whyNoBare !== undefined) console.warn(`SKIPPED: nor of what one of bare nodes leaves: ${whyNoBare}`);

describe.skipIf(why !== undefined)('of a laboratory', () => {
  let program: string;
  beforeAll(() => {
    program = bundled(fileURLToPath(new URL('owner.ts', import.meta.url)));
  });

  const standard: readonly Ending[] = [
    ['it is stopped', stop, []],
    ['its owner is killed', kill, []],
    ['its owner is killed while it is being built', killEarly, []],
  ];
  const bare: readonly Ending[] = [
    ['it is stopped that has bare nodes', stop, ['bare']],
    ['its owner is killed that has bare nodes', kill, ['bare']],
    ['its owner is killed while bare nodes are being built', killEarly, ['bare']],
  ];

  test.each([...standard, ...(whyNoBare === undefined ? bare : [])])(
    'nothing is left when %s',
    async (_, end, args) => {
      const before = seenOutside();
      const owner = spawn(process.execPath, [program, ...args], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const says = (line: string) => saying(owner, line);
      try {
        const made = await end(owner, says);
        expect(made.size).toBeGreaterThan(1);
        await until(() => inhabitants(made).length === 0);
        expect(inhabitants(made)).toEqual([]);
        expect(seenOutside()).toEqual(before);
      } finally {
        owner.kill('SIGKILL');
      }
    },
  );
});

/** How a laboratory ends, and the arguments of its owner. */
type Ending = readonly [
  title: string,
  end: (owner: ChildProcess, says: Says) => Promise<ReadonlySet<string>>,
  args: readonly string[],
];

type Says = (line: string) => Promise<void>;

/** Each ends a laboratory, and gives the namespaces that it had. */
async function stop(owner: ChildProcess, says: Says): Promise<ReadonlySet<string>> {
  await says('up');
  const made = namespacesBelow(owner.pid ?? 0);
  expect(inhabitants(made).length).toBeGreaterThan(20);
  owner.stdin?.end();
  await says('stopped');
  return made;
}

async function kill(owner: ChildProcess, says: Says): Promise<ReadonlySet<string>> {
  await says('up');
  const made = namespacesBelow(owner.pid ?? 0);
  expect(inhabitants(made).length).toBeGreaterThan(20);
  owner.kill('SIGKILL');
  return made;
}

async function killEarly(owner: ChildProcess): Promise<ReadonlySet<string>> {
  await until(() => namespacesBelow(owner.pid ?? 0).size > 4);
  const [first = 0] = childrenOf(owner.pid ?? 0);
  const made = new Set(namespacesBelow(first));
  owner.kill('SIGKILL');
  await until(() => {
    const more = namespacesBelow(first);
    for (const each of more) made.add(each);
    return more.size === 0;
  });
  return made;
}

/** Namespaces of processes, in which the machine itself is not. */
const kinds = ['net', 'mnt', 'pid'];

function namespacesOf(pid: string | number): readonly string[] {
  try {
    return kinds.map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`));
  } catch {
    return []; // it has ended
  }
}

/** The namespaces that a process, or one that it started, has made. */
function namespacesBelow(pid: number): ReadonlySet<string> {
  const ours = namespacesOf('self');
  const tree = (each: number): readonly number[] => [each, ...childrenOf(each).flatMap(tree)];
  return new Set(
    tree(pid)
      .flatMap(namespacesOf)
      .filter((each) => !ours.includes(each)),
  );
}

/** Every process on this machine that is in one of the namespaces. */
function inhabitants(namespaces: ReadonlySet<string>): readonly string[] {
  return readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && namespacesOf(name).some((each) => namespaces.has(each)),
  );
}

/** What a laboratory could leave on the machine itself: links, mounts, named namespaces, sockets, files. */
function seenOutside(): unknown {
  const links: readonly { readonly ifname: string }[] = JSON.parse(
    spawnSync('ip', ['-json', 'link', 'show'], { encoding: 'utf8' }).stdout,
  );
  const names = (path: string, pattern: RegExp) => {
    try {
      return readdirSync(path).filter((name) => pattern.test(name));
    } catch {
      return [];
    }
  };
  return {
    links: links.map(({ ifname }) => ifname),
    mounts: readFileSync('/proc/self/mounts', 'utf8'),
    netns: names('/run/netns', /./),
    wireguard: names('/run/wireguard', /./),
    files: [tmpdir(), '/run', '/var/lib'].flatMap((path) => names(path, /^(lab$|networkd(-lab.*)?$)/)),
    services: ['/run', '/run/dnsmasq', '/var/lib/misc'].flatMap((path) =>
      names(path, /dnsmasq|radvd|udhcp|router-/),
    ),
    nameServers: existsSync('/etc/resolv.conf') && readFileSync('/etc/resolv.conf', 'utf8'),
  };
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds() && Date.now() < deadline) await sleep(5);
}

async function saying({ stdout }: ChildProcess, wanted: string): Promise<void> {
  if (stdout === null) throw new Error('the owner has no output');
  const lines = createInterface(stdout);
  for (;;) {
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
    if (line === wanted) return;
    if (line === undefined) throw new Error(`the owner ended before it was ${wanted}`);
  }
}
