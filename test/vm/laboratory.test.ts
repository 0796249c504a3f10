import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { whyNoScratch } from '../scratch.js';

const laboratory = 'packages/executor-linux/test/lab';

/** What the laboratory proves, proved once more with the WireGuard of a kernel. */
const files = ['mesh'];

const why = whyNoScratch([]);
if (why !== undefined) console.warn(`SKIPPED: the laboratory is not in a virtual machine: ${why}`);

const client = fileURLToPath(new URL('client.mjs', import.meta.url));

/** The laboratory enters its machines by their processes, so who runs it is in the virtual machine as well. */
describe.skipIf(why !== undefined)('in a virtual machine the laboratory holds as here:', () => {
  test.each(files)('%s', (name) => {
    const vitest = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=verbose',
      `${laboratory}/${name}.test.ts`,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [client, process.execPath, ...vitest], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      encoding: 'utf8',
    });
    console.info(`${stdout}${stderr}`);
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});
