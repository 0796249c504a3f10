import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOptions, Commands, Outcome, Running } from '../machine/command.js';
import { quote } from '../machine/shell.js';
import { advertiser } from './advertisement.js';
import type { Advertisement, Dhcp, Router, Served } from './description.js';
import { dhcpServer, dnsmasqLeases, isShort, type Lease, udhcpdLeases } from './dhcp.js';
import { addressLine } from './interfaces.js';
import { interfaceOn, routerNetns } from './router.js';
import type { Service, ServiceFiles } from './service.js';

/** A router that runs. Where a segment has two, each has services of its own on it. */
export interface RunningRouter {
  /** Runs a command in the router's network namespace to its end. */
  readonly run: (argv: readonly string[], options?: CommandOptions) => Promise<Outcome>;
  /** Starts a command there. */
  readonly spawn: (argv: readonly string[], options?: CommandOptions) => Running;
  /**
   * Gives the router other addresses on a segment, for services that start there later. Routers above it are not told.
   */
  readonly readdress: (segment: string, addresses: readonly string[]) => Promise<void>;
  /** Stops the DHCP server on a segment, and starts another, if any, that has no memory of leases. */
  readonly restartDhcp: (segment: string, dhcp?: Dhcp) => Promise<void>;
  /** Takes back what it advertises on a segment, and advertises something else, if anything. */
  readonly advertise: (segment: string, advertisement?: Advertisement) => Promise<void>;
  /** Returns what its DHCP server there has leased: nothing where there is no server. */
  readonly leasesOf: (segment: string) => Promise<readonly Lease[]>;
  /** Starts the services that it is described with. */
  readonly serve: () => Promise<void>;
}

/** A service that runs, with its files. */
interface Serving {
  readonly running: Running;
  readonly files: ServiceFiles;
}

/** Returns what controls a router. `pid` is the first process of the laboratory. */
export function runningRouter(
  router: Router,
  pid: number,
  { start }: Pick<Commands, 'start'>,
): RunningRouter {
  const netns = routerNetns(router);
  const root = `/proc/${pid}/root`;
  const into = ['--target', `${pid}`, '--mount', '--pid', `--net=${root}/run/netns/${netns}`];
  const spawn: RunningRouter['spawn'] = (argv, options) => start(into, argv, options);
  const run: RunningRouter['run'] = (argv, options) => spawn(argv, options).done;

  const launch = async (name: string, { configuration, argv, serving }: Service): Promise<Serving> => {
    const path = (kind: string) => `/run/${netns}-${name}.${kind}`;
    const files = { configuration: path('conf'), leases: path('leases'), pid: path('pid') };
    for (const file of Object.values(files)) rmSync(join(root, file), { force: true });
    writeFileSync(join(root, files.configuration), `${configuration(files).join('\n')}\n`, { mode: 0o600 });
    const running = spawn(['sh', '-c', `exec ${argv(files).map(quote).join(' ')} 2>&1`]);
    await running.said(serving);
    return { running, files };
  };

  const attached = (segment: string): Served => {
    const found = router.segments.find((each) => each.segment === segment);
    if (found === undefined) throw new Error(`the router ${router.name} is not on the segment ${segment}`);
    return found;
  };
  const addresses = new Map(router.segments.map((each) => [each.segment, each.addresses]));
  const servers = new Map<string, Serving & { readonly dhcp: Dhcp }>();
  const advertisers = new Map<string, Serving>();

  const restartDhcp: RunningRouter['restartDhcp'] = async (segment, dhcp) => {
    await ended(servers.get(segment));
    servers.delete(segment);
    if (dhcp === undefined) return;
    const device = interfaceOn(router, segment);
    const server = dhcpServer(dhcp, device, addresses.get(segment) ?? attached(segment).addresses);
    servers.set(segment, { dhcp, ...(await launch(`${device}-dhcp`, server)) });
  };
  const advertise: RunningRouter['advertise'] = async (segment, advertisement) => {
    await ended(advertisers.get(segment));
    advertisers.delete(segment);
    if (advertisement === undefined) return;
    const device = interfaceOn(router, segment);
    advertisers.set(segment, await launch(`${device}-ra`, advertiser(advertisement, device)));
  };
  return {
    run,
    spawn,
    restartDhcp,
    advertise,
    readdress: async (segment, next) => {
      const device = interfaceOn(router, segment);
      const lines = [
        `address flush dev ${device} scope global`,
        ...next.map((each) => addressLine(device, each)),
      ];
      const { status, stderr } = await run(['ip', '-batch', '-'], {
        stdin: lines.map((line) => `${line}\n`).join(''),
      });
      if (status !== 0) throw new Error(`${router.name} keeps its addresses on ${segment}: ${stderr}`);
      addresses.set(segment, next);
    },
    leasesOf: async (segment) => {
      const server = servers.get(segment);
      if (server === undefined) return [];
      if (!isShort(server.dhcp)) return dnsmasqLeases(readFileSync(join(root, server.files.leases), 'utf8'));
      const before =
        'rm -f "$1"; kill -USR1 "$(cat "$2")"; until [ -s "$1" ]; do sleep 0.01; done; sleep 0.05';
      const script = `${before}; busybox dumpleases -a -f "$1"`;
      const { stdout } = await run(['sh', '-c', script, 'sh', server.files.leases, server.files.pid]);
      return udhcpdLeases(stdout);
    },
    serve: async () => {
      for (const { segment, dhcp, advertises } of router.segments) {
        await restartDhcp(segment, dhcp);
        await advertise(segment, advertises);
      }
    },
  };
}

async function ended(serving: Serving | undefined): Promise<void> {
  await serving?.running.kill();
  await serving?.running.done;
}
