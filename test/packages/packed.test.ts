import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstExample, planScript, root } from './example.js';

const { version } = JSON.parse(readFileSync(`${root}/packages/cli/package.json`, 'utf8'));
const tarballs = {
  planner: `networkd-planner-${version}.tgz`,
  dryrun: `networkd-executor-dryrun-${version}.tgz`,
  linux: `networkd-executor-linux-${version}.tgz`,
  operator: `networkd-operator-${version}.tgz`,
  cli: `networkd-cli-${version}.tgz`,
};

const scratch = mkdtempSync(join(tmpdir(), 'networkd-packed-'));

/** Runs a command in the scratch folder: its standard output, or an error with all that it printed. */
function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: scratch, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

beforeAll(() => {
  const workspaces = ['planner', 'executor-dryrun', 'executor-linux', 'operator', 'cli'].map((name) =>
    join(root, 'packages', name),
  );
  run('npm', 'pack', '--silent', '--ignore-scripts', ...workspaces);
});

afterAll(() => rmSync(scratch, { recursive: true }));

test.each(Object.values(tarballs))('%s: publint has nothing to say', async (tarball) => {
  const { buffer, byteOffset, byteLength } = readFileSync(join(scratch, tarball));
  const packed = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: packed }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test.each(Object.values(tarballs))(
  '%s holds the build, the README and the licence, and no sources',
  (tarball) => {
    const files = run('tar', '-tzf', tarball).trim().split('\n');
    const expected =
      /^package\/(dist\/.+\.(js|cjs|js\.map|cjs\.map|d\.ts|d\.cts)|dist\/schemas\/[a-z-]+\.schema\.json|README\.md|LICENSE|package\.json|networkd-guard\.service)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['package/README.md', 'package/LICENSE']));
  },
);

// The profile leaves out "node10", the resolution of Node before `exports`: no Node that these packages run on uses it.
// The CLI has no entry point to check.
test.each([tarballs.planner, tarballs.dryrun, tarballs.linux, tarballs.operator])(
  '%s: the types are those of the code, for import and require',
  (tarball) => {
    const cli = fileURLToPath(import.meta.resolve('@arethetypeswrong/cli/package.json'));
    const args = ['--profile', 'node16', '--format', 'ascii', '--no-color', tarball];
    const report = run(process.execPath, join(dirname(cli), 'dist/index.js'), ...args);
    expect(report).toContain('node16 (from CJS): 🟢 (CJS)');
    expect(report).toContain('node16 (from ESM): 🟢 (ESM)');
  },
);

describe('installed from the tarballs', () => {
  const { networkText, inventoryText, node } = firstExample();
  const body = `
    const [networkText, inventoryText, node] = ${JSON.stringify([networkText, inventoryText, node])};
    const planned = JSON.parse(${planScript});
    const [{ network }] = fc.sample(testing.mesh(), { numRuns: 1, seed: 1 });
    console.log(JSON.stringify({ planned, text: dryrun.text(planned), sample: network.schema, linux: Object.keys(linux.linux({ state: '', secrets: '' })).sort(), bridge: operator.hostBridge }));`;
  const loaded = [
    ['planner', '@networkd/planner'],
    ['testing', '@networkd/planner/testing'],
    ['dryrun', '@networkd/executor-dryrun'],
    ['linux', '@networkd/executor-linux'],
    ['operator', '@networkd/operator'],
    ['fc', 'fast-check'],
  ] as const;

  beforeAll(() => {
    const { devDependencies } = JSON.parse(readFileSync(`${root}/packages/planner/package.json`, 'utf8'));
    writeFileSync(join(scratch, 'package.json'), '{ "private": true }');
    const wanted = [
      ...Object.values(tarballs).map((file) => `./${file}`),
      `fast-check@${devDependencies['fast-check']}`,
    ];
    run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...wanted);
  });

  test('import and require give the same', () => {
    const imports = loaded.map(([name, from]) => `import * as ${name} from '${from}';`);
    const requires = loaded.map(([name, from]) => `const ${name} = require('${from}');`);
    writeFileSync(join(scratch, 'consumer.mjs'), imports.join('\n') + body);
    writeFileSync(join(scratch, 'consumer.cjs'), requires.join('\n') + body);
    const imported = run(process.execPath, 'consumer.mjs');
    expect(run(process.execPath, 'consumer.cjs')).toBe(imported);
    expect(JSON.parse(imported)).toMatchObject({
      planned: { node },
      text: expect.any(String),
      sample: 'tenant-network/1',
      linux: expect.arrayContaining(['apply', 'observe']),
      bridge: 'zos',
    });
  });

  test('each kind of document has its JSON Schema in a file', () => {
    const { exports } = JSON.parse(
      readFileSync(join(scratch, 'node_modules/@networkd/planner/package.json'), 'utf8'),
    );
    expect(exports['./schemas/*']).toBe('./dist/schemas/*');
    for (const name of ['tenant-network', 'inventory', 'node-config', 'public-config', 'observed', 'plan']) {
      const file = join(scratch, `node_modules/@networkd/planner/dist/schemas/${name}.schema.json`);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
        $id: expect.stringContaining(`networkd:${name}:`),
      });
    }
  });

  test('tn --version', () => {
    expect(run(join(scratch, 'node_modules/.bin/tn'), '--version').trim()).toBe(version);
  });

  test.each([
    ['cli', 'tn.js', 10],
    ['executor-dryrun', 'index.cjs', 1],
    ['executor-linux', 'index.cjs', 1],
  ])('%s passes on the licence of every package in its bundle', (name, file, atLeast) => {
    const bundle = join(scratch, 'node_modules/@networkd', name, 'dist', file);
    const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as { sources: string[] };
    const others = new Set(
      sources.flatMap((each) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(each)?.[1] ?? []),
    );
    const lines = readFileSync(bundle, 'utf8').split('\n');
    expect(others.size).toBeGreaterThan(atLeast);
    expect([...others].filter((each) => !lines.includes(each))).toEqual([]);
  });
});

describe('tn from its tarball alone', () => {
  const prefix = join(scratch, 'global');

  beforeAll(() => {
    run('npm', 'install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', `./${tarballs.cli}`);
  });

  test('is installed, and plans and draws', () => {
    const { networkText, inventoryText, node } = firstExample();
    writeFileSync(join(scratch, 'network.json'), networkText);
    writeFileSync(join(scratch, 'inventory.json'), inventoryText);
    const tn = (...words: readonly string[]) =>
      run(join(prefix, 'bin/tn'), ...words, '-t', 'network.json', '-i', 'inventory.json');
    expect(tn('plan', '-n', node)).toContain('Plan: ');
    expect(tn('graph', '-f', 'svg')).toContain('<svg');
  });
});

test.each(Object.values(tarballs))('%s says where it comes from', (tarball) => {
  const manifest = JSON.parse(run('tar', '-xzOf', tarball, 'package/package.json'));
  const place = /^(git\+)?https:\/\/github\.com\/networkd\/networkd\b/;
  expect(manifest).toMatchObject({
    repository: { url: expect.stringMatching(place), directory: expect.stringMatching(/^packages\//) },
    homepage: expect.stringMatching(place),
    bugs: { url: expect.stringMatching(place) },
    keywords: expect.arrayContaining(['wireguard']),
  });
});
