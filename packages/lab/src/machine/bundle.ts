import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { repository } from './repository.js';

const folder = join(repository, 'node_modules/.cache/networkd-lab');

/**
 * Builds a program of the laboratory as one file that Node runs, each time. The file is renamed into its place:
 * somebody else, in this test file or in one beside it, may be about to read the one that is there.
 */
export function bundled(entry: string): string {
  const outfile = join(folder, `${basename(entry, '.ts')}.test.mjs`);
  const made = join(folder, `${basename(entry, '.ts')}.${process.pid}.mjs`);
  buildSync({
    entryPoints: [entry],
    outfile: made,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  renameSync(made, outfile);
  return outfile;
}
