import { spawnSync } from 'node:child_process';
import { furnishing } from '../furniture/furniture.js';

/** Runs a command of a scenario, which must succeed, and returns what it printed. */
export function sh(script: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`exit ${status}: ${script}\n${stderr}`);
  return stdout;
}

/** Makes all that others have on a machine in use, a namespace for public addresses, and a WireGuard device. */
export function makeForeign(): void {
  sh(`${furnishing()}
    ip netns add public; ip netns exec public sysctl -qw net.ipv6.conf.default.accept_dad=0
    ip link add eth1 netns public type veth peer name gateway1
    ip -n public address add 203.0.113.1/24 dev eth1; ip -n public link set eth1 up
    LOG_LEVEL=silent setsid wireguard-go -f wg0 </dev/null >/dev/null 2>&1 &
    until wg show wg0 >/dev/null 2>&1; do sleep 0.02; done
    wg set wg0 listen-port 51820; ip link set wg0 up
  `);
}
