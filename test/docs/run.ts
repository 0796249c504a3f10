import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/** What a command of `tn` prints on either stream, run by the built `tn` as a reader would run it. */
export function runTn(command: string): string {
  const args = command.split(/\s+/).slice(1);
  const { stdout, stderr } = spawnSync(process.execPath, ['packages/cli/dist/tn.js', ...args], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** What a program in TypeScript prints; it imports the built packages by name. */
export function runProgram(source: string): string {
  const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.snippet-'));
  try {
    const file = join(folder, 'snippet.mjs');
    writeFileSync(file, transformSync(source, { loader: 'ts' }).code);
    return execFileSync(process.execPath, [file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
