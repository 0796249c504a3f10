import type { RunningMachine } from '../machine/machine.js';
import { inside } from './places.js';

/** Returns which of some addresses answer a ping from a namespace. */
export async function answering(
  machine: RunningMachine,
  netns: string,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const pings = addresses.map((address) => `ping -n -c 2 -i 0.3 -W 1 ${address} &`);
  const { stdout } = await machine.run(['sh', '-c', [...pings, 'wait'].join('\n')], inside(netns));
  const answered = new Set([...stdout.matchAll(/bytes from (\S+): icmp_seq/g)].map(([, who]) => who));
  return addresses.filter((address) => answered.has(address));
}

/** Returns how many of a hundred pings at once an address answered, and the seconds that they took. */
export async function flood(
  machine: RunningMachine,
  address: string,
): Promise<{ readonly answers: number; readonly seconds: number }> {
  const { stdout } = await machine.run(['ping', '-n', '-q', '-c', '100', '-i', '0.01', '-W', '1', address]);
  const [, answers, milliseconds] = / (\d+) received, .*time (\d+)ms/.exec(stdout) ?? [];
  return { answers: Number(answers), seconds: Number(milliseconds) / 1000 };
}
