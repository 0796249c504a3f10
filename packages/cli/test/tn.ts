import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, desired, type NodeState, parseInventory, parseTenantNetwork } from '@networkd/planner';
import { onTestFinished } from 'vitest';

/** The built command, as a user runs it. */
const built = fileURLToPath(new URL('../dist/tn.js', import.meta.url));
export const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/** The private key of the fixture's laptop; known to everybody who reads this. */
export const laptopKey = 'CDBVep/E6Q4zWH2ix+wRNluApcrvFDleg6jN8hc8YUY=';

/** The fixture's documents as options. */
export const documents = ['-t', 'network.json', '-i', 'inventory.json'] as const;

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of one test: the fixture, a key, and `tn` in `bin`. */
export class Place {
  readonly path = mkdtempSync(join(tmpdir(), 'networkd-cli-'));
  private readonly command: string;

  constructor(command = built) {
    this.command = command;
    cpSync(fixtures, this.path, { recursive: true });
    mkdirSync(this.at('bin'));
    symlinkSync(command, this.at('bin/tn'));
    this.write('laptop.key', `${laptopKey}\n`);
    chmodSync(this.at('laptop.key'), 0o600);
    onTestFinished(() => rmSync(this.path, { recursive: true }));
  }

  at(file: string): string {
    return join(this.path, file);
  }

  write(file: string, content: string | object): void {
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(this.at(file), isText ? content : JSON.stringify(content));
  }

  read(file: string): string {
    return readFileSync(this.at(file), 'utf8');
  }

  /** A document of the fixture with some of its fields replaced. */
  edit(file: string, change: (document: Document) => object, as: string): void {
    this.write(as, change(JSON.parse(this.read(file))));
  }

  /** Runs `tn` with these arguments. */
  tn(args: readonly string[], input = ''): Run {
    return this.run(process.execPath, [this.command, ...args], input);
  }

  /** Runs a line of bash, with `tn` in its path. */
  bash(line: string): Run {
    return this.run('bash', ['--norc', '-c', line], '');
  }

  /** Runs a line on a terminal at which this is typed. What it prints there, both streams together, is in `stdout`. */
  onTerminal(line: string, typed = ''): Run {
    const run = this.run('script', ['-qec', line, '/dev/null'], typed);
    return { ...run, stdout: run.stdout.replaceAll('\r\n', '\n') };
  }

  /** What is on the node once the fixture's network is. */
  state(node: string): NodeState {
    const network = right(parseTenantNetwork(JSON.parse(this.read('network.json'))));
    const topology = right(connect(network, right(parseInventory(JSON.parse(this.read('inventory.json'))))));
    const vertex = topology.vertexByNode.get(node);
    if (vertex === undefined) throw new Error(`the fixture has no ${node}`);
    const state = desired(topology, vertex.node.id);
    return { ...state, resources: state.resources.map(({ reason: _, ...resource }) => resource) };
  }

  private run(command: string, args: readonly string[], input: string): Run {
    const PATH = `${this.at('bin')}:${process.env['PATH']}`;
    const env = { PATH, TERM: 'xterm-256color' };
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: this.path,
      encoding: 'utf8',
      input,
      env,
      maxBuffer: 1 << 28,
    });
    return { status, stdout, stderr };
  }
}

/** As much of the fixture's documents as the tests change. */
interface Document {
  readonly resources: readonly { readonly node: string; readonly listenPort: number }[];
  readonly nodes: readonly { readonly id: string }[];
}

export function right<A>(either: { _tag: 'Left'; left: unknown } | { _tag: 'Right'; right: A }): A {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
}
