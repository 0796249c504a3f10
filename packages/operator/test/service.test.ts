import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Lab, startLab } from '@networkd/lab/lab';
import { disk } from '@networkd/lab/machine/boot';
import { whyNoBareLab } from '@networkd/lab/machine/needs';
import { serving } from '@networkd/lab/meter/tcp';
import { bareLab } from '@networkd/lab/underlay/bare';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const example = readFileSync(fileURLToPath(new URL('../examples/boot.ts', import.meta.url)), 'utf8');

test('README.md shows the service as it is', () => {
  const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

const why = whyNoBareLab();
if (why !== undefined) console.warn(`SKIPPED: no node is booted by a service in the laboratory: ${why}`);

/** A node at home, with the Internet behind its router. */
const home = {
  ...bareLab,
  routers: bareLab.routers.filter(({ name }) => name === 'exchange' || name === 'home'),
  nodes: bareLab.nodes.filter(({ name }) => name === 'home-1'),
};

describe.skipIf(why !== undefined)('a service of thirty lines', () => {
  /** Where what it imports is found, as it is built. */
  const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.service-'));
  let lab: Lab;
  beforeAll(async () => {
    writeFileSync(join(folder, 'boot.mjs'), transformSync(example, { loader: 'ts' }).code);
    lab = await startLab(home);
    await lab
      .node('internet')
      .spawn([process.execPath, ...serving(['1.1.1.1:443'])])
      .said('listening');
  });
  afterAll(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true });
  });

  test('boots a node without the command line, and finds no drift', async () => {
    const node = lab.node('home-1');
    const service = [process.execPath, join(folder, 'boot.mjs'), node.name, join(disk, 'state')];
    const { status, stdout } = await node.run(service);
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    // On a machine that is busy a try may fail, as one does on a segment that is; the last one counts.
    expect([...new Set(lines.slice(lines.lastIndexOf('Surveyed')))]).toEqual([
      'Surveyed',
      'Probing',
      'Answered',
      'Probed',
      'Chosen',
      'Waiting',
      'Reached',
      'TenantsReached',
      '0 differences',
    ]);
    const bridge = await node.run(['ip', '-json', 'address', 'show', 'dev', 'zos']);
    expect(bridge.stdout).toContain('192.168.1.');
  });
});
