import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The lines of kernels that Debian's users have: the release's own, and the newest that it offers. */
export type Line = '6.1' | '6.12';

/** A kernel of Debian that can be booted. */
export interface Kernel {
  /** As uname(1) says it. */
  readonly release: string;
  readonly image: string;
  readonly initramfs: string;
  /** What is to be at /lib/modules/RELEASE. */
  readonly modules: string;
}

/** Where scripts/kernels.mjs keeps what it fetched. */
const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'networkd-kernels');

/** Returns the kernel of a line, or says why there is no such kernel here. */
export function kernelOf(line: Line): Kernel | string {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'not Linux on x86-64';
  if (process.getuid?.() !== 0) return 'not root';
  const folders = (process.env['PATH'] ?? '').split(':');
  const missing = ['qemu-system-x86_64', 'setpriv'].filter(
    (tool) => !folders.some((folder) => existsSync(join(folder, tool))),
  );
  if (missing.length > 0) return `not on this machine: ${missing.join(', ')}`;
  const list = join(cache, 'kernels.json');
  if (!existsSync(list)) return 'no kernels were fetched: node scripts/kernels.mjs';
  const found: Partial<Record<Line, { readonly kernel?: string; readonly why?: string }>> = JSON.parse(
    readFileSync(list, 'utf8'),
  );
  const { kernel, why } = found[line] ?? {};
  if (kernel === undefined) return why ?? `no Linux ${line} was fetched: node scripts/kernels.mjs`;
  const folder = join(cache, kernel);
  const [release = ''] = readdirSync(join(folder, 'lib/modules'));
  return {
    release,
    image: join(folder, 'vmlinuz'),
    initramfs: join(folder, 'initramfs'),
    modules: join(folder, 'lib/modules', release),
  };
}
