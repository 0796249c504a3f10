import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import type { LinkType, NodeConfig, PublicConfig } from '@networkd/planner';
import type { Run } from './command/run.js';
import { type Check, checkOf, firstLine } from './health/check.js';

import { managedNics } from './health/managed-nics.js';
import { neighbours } from './health/neighbours.js';
import { lackableTypes, lacks, moduleOf } from './node/kernel-lacks.js';
import type { LinuxOptions } from './options.js';
import { runOf } from './options.js';
import { programs } from './process/programs.js';

/** The documents of the node's own network that are to be carried out; absent: any without VLANs, bonds and DHCP. */
export interface NodeDocuments {
  readonly config?: NodeConfig;
  readonly publicConfig?: PublicConfig;
}

/** Returns what the node has and what it lacks to carry out plans, those of these documents. Changes nothing. */
export async function doctor(
  options: LinuxOptions,
  documents: NodeDocuments = {},
): Promise<readonly Check[]> {
  const run = runOf(options);
  return [
    isRoot(),
    ...(await Promise.all([
      tool(run, ['ip', '-V'], 'iproute2'),
      tool(run, ['wg', '--version'], 'wireguard-tools'),
      tool(run, ['nft', '--version'], 'nftables'),
      tool(run, ['sysctl', '--version'], 'procps'),
      tool(run, ['flock', '--version'], 'util-linux'),
      ...Object.values(programs).map(({ check }) => check(run, documents.config)),
      nftables(run),
      answers(
        run,
        'network namespaces',
        ['unshare', '--net', 'true'],
        'be root (CAP_SYS_ADMIN) on a kernel with CONFIG_NET_NS',
      ),
      answers(
        run,
        'forwarding',
        ['unshare', '--net', 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'],
        'mount /proc/sys writable, and boot without ipv6.disable=1',
      ),
      ...lackableTypes.map((type) => links(run, type, askFor(documents, type))),
    ])),
    ...(await neighbours(run)),
    ...(await managedNics(run, documents.config?.ignore ?? [])),
    folder('state', options.state, '--state'),
    folder('keys', options.secrets, '--secrets'),
  ];
}

function isRoot(): Check {
  const user = process.getuid?.() ?? -1;
  return checkOf('root', user === 0, `user ${user}`, 'run tn as root');
}

async function tool(run: Run, argv: readonly string[], debian: string): Promise<Check> {
  const [name = ''] = argv;
  const outcome = await run({ argv });
  return checkOf(
    name,
    outcome.status === 0,
    firstLine(outcome),
    `install it; on Debian: apt-get install ${debian}`,
  );
}

/** One rule of each kind that our tables have, since their modules are not in every kernel that has nf_tables. */
const everyKindOfRule = `table inet try {
  chain filter {
    type filter hook forward priority filter; policy drop;
    tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    icmp type echo-request limit rate 10/second accept
    ct count over 16384 drop
    meta mark set meta mark | 1
  }
  chain nat {
    type nat hook postrouting priority srcnat; policy accept;
    masquerade fully-random
  }
}
`;

/** Checks whether the kernel takes such a table, in a namespace that ends with the attempt. */
async function nftables(run: Run): Promise<Check> {
  const outcome = await run({ argv: ['unshare', '--net', 'nft', '-f', '-'], stdin: everyKindOfRule });
  const found = outcome.status === 0 ? 'usable' : firstLine(outcome);
  const modules = ['nf_tables', 'nft_ct', 'nft_limit', 'nft_connlimit', 'nft_chain_nat', 'nft_masq'].join(
    ' ',
  );
  return checkOf(
    'nftables',
    outcome.status === 0,
    found,
    `be root, and load the modules: modprobe -a ${modules}`,
  );
}

/** Says whether every node needs links of the type, or the documents ask for them. */
function askFor({ config, publicConfig }: NodeDocuments, type: LinkType): boolean {
  const asked: { readonly [T in LinkType]?: readonly unknown[] } = {
    vlan: [config?.uplink.vlan, config?.publicUplink?.vlan, publicConfig?.vlan],
    bond: [config?.uplink.bond],
  };
  return !moduleOf(type).isOptional || (asked[type] ?? []).some((each) => each !== undefined);
}

/** Checks for links of a type that kernels may be without, and that maybe only some documents ask for. */
async function links(run: Run, type: LinkType, isWanted: boolean): Promise<Check> {
  const { name: module, noun: name } = moduleOf(type);
  const lacking = await lacks(run, type);
  if (lacking === undefined) return checkOf(name, true, 'usable', '');
  if (!isWanted)
    return checkOf(name, true, 'not in this kernel; only documents that ask for them need them', '');
  return checkOf(name, false, lacking, `modprobe ${module}, or use a kernel that has it`);
}

async function answers(run: Run, name: string, argv: readonly string[], remedy: string): Promise<Check> {
  const outcome = await run({ argv });
  return checkOf(name, outcome.status === 0, outcome.status === 0 ? 'usable' : firstLine(outcome), remedy);
}

/** Checks a folder: it is there and private, or it can be made. */
function folder(name: string, path: string, option: string): Check {
  const remedy = `give ${option} a folder that root may write to`;
  const there = nearest(path);
  if (there !== path && isLink(path))
    return checkOf(name, false, `${path} is a link to what is not there`, remedy);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return checkOf(name, false, `${there} cannot be written to`, remedy);
  }
  if (there !== path) return checkOf(name, true, `${path} will be made`, '');
  const stats = statSync(path);
  if (!stats.isDirectory()) return checkOf(name, false, `${path} is no folder`, remedy);
  const { mode: bits, uid } = stats;
  if (uid !== process.geteuid?.()) {
    return checkOf(
      name,
      false,
      `${path} belongs to user ${uid}`,
      `look at it, then run: chown -R root ${path}`,
    );
  }
  const mode = bits & 0o777;
  const isPrivate = (mode & 0o077) === 0;
  return checkOf(name, isPrivate, `${path}, mode ${mode.toString(8)}`, `run: chmod 700 ${path}`);
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Returns the path, or the nearest folder above it that is there. */
function nearest(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearest(dirname(path));
}
