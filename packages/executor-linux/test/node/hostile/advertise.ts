import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@networkd/lab/scenario/segment';

const scratch = process.env['SCRATCH'] ?? '/tmp';

/** Advertises, until it is stopped, on a link of a namespace. */
export function advertise(netns: string, link: string, said: string): () => Promise<void> {
  const [file, pid] = [join(scratch, `${netns}.${link}.conf`), join(scratch, `${netns}.${link}.pid`)];
  writeFileSync(
    file,
    `interface ${link} { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; ${said} };\n`,
  );
  const words = ['netns', 'exec', netns, 'radvd', '-n', '-m', 'none', '-C', file, '-p', pid];
  const child = spawn('ip', words, { stdio: 'ignore' });
  return async () => {
    child.kill('SIGKILL');
    await until(() => child.signalCode !== null || child.exitCode !== null);
  };
}

/** So many prefixes for a router to announce. */
export function prefixes(count: number, third: string): string {
  return Array.from({ length: count }, (_, i) => `prefix 2001:db8:${third}:${i.toString(16)}::/64 {};`).join(
    ' ',
  );
}
