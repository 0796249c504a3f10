import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository: looked for upwards, since this file may run bundled from another place in it. */
export const repository = above(dirname(fileURLToPath(import.meta.url)));

/** The `tn` that `npm run build` made. */
export const tnPath = join(repository, 'packages/cli/dist/tn.js');

function above(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('the laboratory runs only from within the repository');
  return above(dirname(folder));
}
