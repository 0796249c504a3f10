import type { Lab } from '../lab.js';

const counters = 'cat /proc/net/snmp /proc/net/snmp6';
const everywhere = `${counters}; for each in $(ls /run/netns); do ip netns exec "$each" sh -c '${counters}'; done`;

/**
 * Returns how many datagrams the kernels of the nodes have dropped so far because nobody read them in time:
 * RcvbufErrors of proc_pid_net(5). WireGuard in userspace is a process, and a machine that is busy with others may
 * leave it waiting for longer than its socket has room.
 */
export async function unreadIn(lab: Lab): Promise<number> {
  const running = lab.inventory.nodes.filter(({ down }) => down !== true);
  const outcomes = await Promise.all(running.map(({ id }) => lab.node(id).run(['sh', '-c', everywhere])));
  return outcomes.reduce((total, { stdout }) => total + countersIn(stdout), 0);
}

/**
 * Adds up the counters. Of IPv4 the names are in one line and the numbers in the next; of IPv6 each number is behind
 * its name.
 */
export function countersIn(text: string): number {
  const ipv6 = [...text.matchAll(/^Udp6RcvbufErrors\s+(\d+)$/gm)].map(([, number]) => Number(number));
  const ipv4 = [...text.matchAll(/^Udp: (.*[a-z].*)\nUdp: (.*)$/gm)].map(([, names = '', numbers = '']) => {
    const place = names.split(' ').indexOf('RcvbufErrors');
    return Number(numbers.split(' ')[place]);
  });
  return [...ipv4, ...ipv6].reduce((total, each) => total + each, 0);
}
