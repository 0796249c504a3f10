import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What only sysfs(5) says of a NIC. */
export interface Hardware {
  /** Megabits per second; absent: unknown, as without carrier. */
  readonly speed?: number;
  /** The kernel's driver. */
  readonly driver?: string;
}

/**
 * The hardware of a link of our own namespace. A mount of another namespace shows other links, of which one may have the
 * same name: their indices differ.
 */
export function hardwareOf(name: string, index: number): Hardware {
  const folder = `/sys/class/net/${name}`;
  if (numberIn(`${folder}/ifindex`) !== index) return {};
  const speed = numberIn(`${folder}/speed`);
  const driver = driverIn(`${folder}/device/driver`);
  return {
    // The kernel says -1, or refuses to say.
    ...(speed === undefined || speed < 0 ? {} : { speed }),
    ...(driver === undefined ? {} : { driver }),
  };
}

function numberIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function driverIn(link: string): string | undefined {
  try {
    return basename(readlinkSync(link));
  } catch {
    return undefined;
  }
}
