import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { repository } from './repository.js';

/** A program of the laboratory as one file that Node runs, made anew. */
export function bundled(entry: string): string {
  const outfile = join(repository, 'node_modules/.cache/networkd-lab', `${basename(entry, '.ts')}.test.mjs`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outfile;
}
