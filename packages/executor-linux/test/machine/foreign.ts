import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs a command of a scenario, which must succeed, and gives what it printed. */
export function sh(script: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`exit ${status}: ${script}\n${stderr}`);
  return stdout;
}

/** Objects of others, of every kind that we make, some with names much like ours. */
export async function makeForeign(): Promise<void> {
  sh(`
    # Without duplicate address detection everything is at once as it stays.
    still() { "$@" sysctl -qw net.ipv6.conf.default.accept_dad=0; }
    still
    ip link add eth0 type veth peer name gateway
    ip address add 198.51.100.1/24 dev eth0
    ip link set eth0 up; ip link set gateway up
    ip route add default via 198.51.100.254
    ip link add b-other type bridge; ip address add 10.1.2.1/24 dev b-other; ip link set b-other up
    ip link set b-other alias not-networkd
    ip route add 10.4.0.0/14 dev b-other proto static
    ip route add 10.99.0.0/16 dev eth0 proto 109
    ip rule add priority 100 from 10.4.0.0/14 table 77
    ip -6 rule add priority 100 from fd00::/8 table 77
    ip netns add public; still ip netns exec public
    ip link add eth1 netns public type veth peer name gateway1
    ip -n public address add 203.0.113.1/24 dev eth1; ip -n public link set eth1 up
    ip netns add n-other-ns; still ip netns exec n-other-ns
    ip -n n-other-ns link add w-other type bridge
    ip -n n-other-ns route add blackhole 10.8.0.0/16
    nft add table inet networkd2
    nft add chain inet networkd2 c '{ type filter hook input priority 0; }'
    nft add table ip nat
    ip netns exec n-other-ns nft add table inet networkd
  `);
  const child = spawn('wireguard-go', ['-f', 'wg0'], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, LOG_LEVEL: 'silent' },
  });
  child.unref();
  for (let i = 0; i < 200 && sh('ls /run/wireguard').trim() === ''; i++) await sleep(10);
  await sleep(100);
  sh('wg set wg0 listen-port 51820; ip link set wg0 up');
}

/** All that is on the machine and not ours, as text. */
export function pictureOfForeign(): string {
  const look = (inside: string) => `
    ${inside} ip -oneline link show | others 'networkd:\\|: [bnw]-x[0-9]*[@: ]'
    ${inside} ip -oneline address show | others 'networkd:\\|: [bnw]-x[0-9]*[@: ]' | sed 's/ tentative//'
    ${inside} ip route show table all | others 'proto 110\\|dev [bnw]-x'
    ${inside} ip -6 route show table all | others 'proto 110\\|dev [bnw]-x'
    ${inside} ip rule show; ${inside} ip -6 rule show
    ${inside} nft list ruleset
    ${inside} sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding net.ipv4.conf.all.promote_secondaries
  `;
  return sh(`
    others() { grep -v "$1" || true; }
    ${look('')}
    ${look('ip netns exec public')}
    ${look('ip netns exec n-other-ns')}
    ls /run/netns | others '^n-x[0-9]*$'
    wg show wg0 dump
  `);
}

/** Everything of ours that could be left behind: names of namespaces, links, processes, sockets and files. */
export function leftovers(): readonly string[] {
  return sh(`
    ls /run/netns | grep '^n-x' || true
    ip -oneline link show | grep -o ' [bnw]-x[0-9]*[@:]' || true
    pgrep -a -x wireguard-go | grep -- '-f w-x' || true
    ls -A /run/networkd /run/wireguard 2>/dev/null | grep 'w-x\\|lent' || true
  `)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
