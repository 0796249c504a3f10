import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documents } from './documents.js';
import { interleaved, type Timings } from './measure.js';

const tn = fileURLToPath(new URL('../../cli/dist/tn.js', import.meta.url));

/** `tn plan` of one node as a process, files to text, beside `node -e 0`: milliseconds by name. */
export function cold(size: number, rounds: number): Timings {
  const folder = mkdtempSync(join(tmpdir(), 'networkd-bench-'));
  const { network, inventory } = documents(size);
  const files = { network: join(folder, 'network.json'), inventory: join(folder, 'inventory.json') };
  writeFileSync(files.network, network);
  writeFileSync(files.inventory, inventory);
  const plan = [tn, 'plan', '-t', files.network, '-i', files.inventory, '-n', 'node-1'];
  try {
    return interleaved(
      [
        { name: 'node', run: () => execFileSync(process.execPath, ['-e', '0']) },
        { name: 'tn plan', run: () => execFileSync(process.execPath, plan, { maxBuffer: 2 ** 28 }) },
      ],
      rounds,
      () => undefined,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
