import type { RunningMachine } from '../machine/machine.js';

/** A socket that waits for packets or connections. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  /** As ss(8) has it: `0.0.0.0`, `*` or an address, with `%DEVICE` if bound to one. */
  readonly address: string;
  readonly port: number;
  /** Names of the processes that have it; a socket of the kernel's has none. */
  readonly processes: readonly string[];
}

/** Returns what listens in a namespace of a machine, its host's if no other is named: `ss -ulnp` and `ss -tlnp`. */
async function socketsOf(machine: RunningMachine, netns?: string): Promise<readonly Socket[]> {
  const both = (['tcp', 'udp'] as const).map(async (protocol) => {
    const argv = ['ss', '-H', '-l', '-n', '-p', protocol === 'tcp' ? '-t' : '-u'];
    const { status, stdout, stderr } = await machine.run(argv, netns === undefined ? {} : { netns });
    if (status !== 0)
      throw new Error(`ss tells nothing of ${netns ?? 'the host'} on ${machine.name}: ${stderr}`);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => socketOf(protocol, line));
  });
  return (await Promise.all(both)).flat();
}

/** Returns what listens in each namespace of a machine. That of its host is called `host`. */
export async function socketsByNetns(
  machine: RunningMachine,
): Promise<Readonly<Record<string, readonly Socket[]>>> {
  const { stdout } = await machine.run(['ls', '/run/netns']);
  const names = stdout.split('\n').filter(Boolean);
  const own = await Promise.all(names.map(async (name) => [name, await socketsOf(machine, name)] as const));
  return Object.fromEntries([['host', await socketsOf(machine)], ...own]);
}

/** Reads a line of ss(8): `STATE RECV-Q SEND-Q LOCAL:PORT PEER:PORT users:(("NAME",pid=1,fd=3))`. */
function socketOf(protocol: Socket['protocol'], line: string): Socket {
  const [, , , local = ''] = line.split(/\s+/);
  const [, address = '', port] = /^(.*):(\d+)$/.exec(local) ?? [];
  const processes = [...line.matchAll(/\("([^"]+)",pid=/g)].flatMap(([, name]) => name ?? []);
  return { protocol, address: address.replace(/[[\]]/g, ''), port: Number(port), processes };
}
