import { readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { present } from '@networkd/planner';
import type { FoundLink } from '../observe/ip/link.js';

/** Where sysfs(5) has the links of a namespace. */
const links = '/sys/class/net';

/** What only sysfs(5) says of a NIC. */
export interface Hardware {
  /** Megabits per second; absent: unknown, as without carrier. */
  readonly speed?: number;
  /** The kernel's driver. */
  readonly driver?: string;
}

/**
 * Returns the hardware of a link of our own namespace. A mount of another namespace shows other links. One of them may
 * have the same name, but its index differs.
 */
export function hardwareOf(name: string, index: number): Hardware {
  const folder = join(links, name);
  if (numberIn(`${folder}/ifindex`) !== index) return {};
  const speed = numberIn(`${folder}/speed`);
  const driver = targetOf(`${folder}/device/driver`);
  return {
    // The kernel says -1, or refuses to say.
    ...(speed === undefined || speed < 0 ? {} : { speed }),
    ...present({ driver }),
  };
}

/**
 * Returns the bus that the hardware of a link is on, `pci`. Returns nothing for a link without hardware. ip(8) says it
 * since Linux and iproute2 5.14. A mount of another namespace may show a link of the same name and index, but not of
 * the same address.
 */
export function busOf(
  { ifname, ifindex, address }: Pick<FoundLink, 'ifname' | 'ifindex' | 'address'>,
  root = links,
): string | undefined {
  const folder = join(root, ifname);
  if (numberIn(`${folder}/ifindex`) !== ifindex || textIn(`${folder}/address`) !== address) return undefined;
  return targetOf(`${folder}/device/subsystem`);
}

function numberIn(file: string): number | undefined {
  const text = textIn(file);
  return text === undefined ? undefined : Number(text);
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Returns the last part of the target of a symbolic link. */
function targetOf(link: string): string | undefined {
  try {
    return basename(readlinkSync(link));
  } catch {
    return undefined;
  }
}
