/**
 * Each userspace WireGuard device takes an inotify instance, of which Linux allows 128 by default: fewer than the tests
 * of a whole run make at a time. While they run there may be more, as an operator of many networks allows them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = '/proc/sys/fs/inotify/max_user_instances';
const enough = 1024;

export function setup(): (() => void) | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const before = Number(readFileSync(file, 'utf8'));
  if (before >= enough) return undefined;
  try {
    writeFileSync(file, String(enough));
  } catch {
    console.warn(`${file} cannot be written: tests with many devices may fail`);
    return undefined;
  }
  return () => writeFileSync(file, String(before));
}
