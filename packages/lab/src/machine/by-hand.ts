import type { Running } from './command.js';
import type { RunningMachine } from './machine.js';
import { quote } from './shell.js';

/**
 * Takes a bare node to the Internet as its operator would without `tn`: a bridge `zos` with the card in it, which takes
 * IPv6 addresses by itself, and udhcpc(8) for IPv4, which is given.
 */
export async function bootByHand(machine: RunningMachine, nic: string): Promise<Running> {
  const script = [
    'set -e',
    `echo 1 >/proc/sys/net/ipv6/conf/${nic}/disable_ipv6`,
    `ip link add zos address "$(cat /sys/class/net/${nic}/address)" type bridge`,
    `ip link set dev ${nic} master zos up`,
    'ip link set dev zos up',
  ];
  const { status, stderr } = await machine.run(['sh', '-c', script.join('\n')]);
  if (status !== 0) throw new Error(`${machine.name} does not boot: ${stderr}`);
  const client = ['udhcpc', '-f', '-i', 'zos', '-s', '/etc/udhcpc/default.script'];
  return machine.spawn(['sh', '-c', `exec ${client.map(quote).join(' ')} 2>&1`]);
}
