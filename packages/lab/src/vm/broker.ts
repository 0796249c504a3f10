import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import type { Writable } from 'node:stream';
import { acceleratorFor } from './accelerator.js';
import { boot, type Vm } from './boot.js';
import { kernelOf, type Line } from './kernel.js';

/** What a client asks for: a command, where it runs and with what environment beside that of the machine. */
interface Request {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What came of it. */
interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Stands between the tests and one virtual machine, which is booted for the first that asks. */
export interface Broker {
  readonly stop: () => Promise<void>;
}

/** Listens at a socket in a folder, which the machine shares. */
export function startBroker(line: Line, share: string, socket: string): Promise<Broker> {
  mkdirSync(share, { recursive: true, mode: 0o700 });
  const sweeper = sweepAfterwards(share);
  const waiting = new Map<string, (answer: Answer) => void>();
  let booted: Promise<Vm> | undefined;
  let last: string | undefined;

  /**
   * Boots it, and once more where it ends before anything was asked of it: that is QEMU's or the kernel's, and says
   * nothing of what is tested.
   */
  function start(): Promise<Vm> {
    return attempt().catch((error: Error) => {
      if (last === undefined) throw error;
      console.warn(`booted again: ${last}`);
      last = undefined;
      return attempt();
    });
  }

  async function attempt(): Promise<Vm> {
    const kernel = kernelOf(line);
    if (typeof kernel === 'string') throw new Error(kernel);
    const accelerator = await acceleratorFor({ kernel, share });
    return new Promise((resolve, reject) => {
      const vm = boot({
        kernel,
        accelerator,
        share,
        hear: (text) => {
          const [name = '', status] = text.split(' ');
          if (text === 'ready') resolve(vm);
          else waiting.get(name)?.({ status: Number(status), ...outputOf(join(share, name)) });
        },
      });
      void vm.ended.then((said) => {
        last = `Linux ${kernel.release} (${accelerator}) has ended; its console:\n${said}`;
        reject(new Error(last));
        for (const answer of waiting.values()) answer({ status: 125, stdout: '', stderr: last });
      });
    });
  }

  async function ask({ argv, cwd, env }: Request): Promise<Answer> {
    booted ??= start();
    const vm = await booted;
    if (last !== undefined) throw new Error(last);
    const folder = mkdtempSync(join(share, 'run-'));
    const settings = Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`));
    const script = `cd ${quoted(cwd)} && exec env ${[...settings, ...argv.map(quoted)].join(' ')}\n`;
    writeFileSync(join(folder, 'run'), script);
    const name = basename(folder);
    try {
      return await new Promise((resolve) => {
        waiting.set(name, resolve);
        vm.tell(name);
      });
    } finally {
      waiting.delete(name);
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    void textOf(client).then(async (text) => {
      const answer = await ask(JSON.parse(text)).catch(
        (error: Error): Answer => ({ status: 125, stdout: '', stderr: `${error.message}\n` }),
      );
      client.end(JSON.stringify(answer));
    });
  });
  return listening(server, socket).then(() => ({
    stop: async () => {
      server.close();
      const vm = await booted?.catch(() => undefined);
      vm?.end();
      await vm?.ended;
      sweeper.stdin.end();
      await once(sweeper, 'close');
    },
  }));
}

/**
 * Starts a process that removes the folder when we end, however that is: then the pipe that it reads from is closed.
 */
function sweepAfterwards(folder: string): ChildProcessByStdio<Writable, null, null> {
  const script = 'read -r _; rm -rf -- "$0"';
  return spawn('sh', ['-c', script, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
}

function outputOf(folder: string): Pick<Answer, 'stdout' | 'stderr'> {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { stdout: read('out'), stderr: read('err') };
}

function listening(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(socket, resolve);
  });
}

/** Reads all that a client sends. Not by `for await`, which would close the other direction as well. */
function textOf(client: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    client.on('error', () => {}); // who asked is gone
    client.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    client.on('end', () => resolve(text));
  });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
