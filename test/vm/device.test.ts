import { inScratch } from '@networkd/lab/scratch';
import { expect, test } from 'vitest';

/** The two sides of a tunnel, `a` and `b`, in namespaces of their own; the sockets of `a` are in `public`. */
const tunnel = `set -eu
mount -t tmpfs tmpfs /run; mkdir -p /run/netns; cd /run; umask 077
ip link set lo up
for each in public a b; do ip netns add $each; ip -n $each link set lo up; done
ip link add north type veth peer name south
ip link set north netns public; ip link set south netns b
ip -n public address add 192.0.2.1/24 dev north; ip -n public link set north up
ip -n b address add 192.0.2.2/24 dev south; ip -n b link set south up
for each in a b; do wg genkey >$each.key; wg pubkey <$each.key >$each.pub; done
ip -n public link add wa type wireguard
ip -n public link set wa netns a
ip -n b link add wb type wireguard
ip netns exec a wg set wa private-key /dev/fd/3 listen-port 7001 3<a.key
ip netns exec b wg set wb private-key /dev/fd/3 listen-port 7002 3<b.key
ip netns exec a wg set wa peer $(cat b.pub) allowed-ips 10.0.0.2/32 endpoint 192.0.2.2:7002
ip netns exec b wg set wb peer $(cat a.pub) allowed-ips 10.0.0.1/32 endpoint 192.0.2.1:7001
ip -n a address add 10.0.0.1/24 dev wa; ip -n a link set wa up
ip -n b address add 10.0.0.2/24 dev wb; ip -n b link set wb up
udp() { ip netns exec $1 ss -Hlun | awk '{print $4}' | sed 's/.*://' | sort -u | tr '\\n' ' '; }
ping() { ip netns exec $1 ping -n -q -c 1 -W 30 -I $2 $3 >/dev/null && echo yes || echo no; }
`;

/** Runs a script at such a tunnel, and gives what it printed, a line each. */
function at(script: string): readonly string[] {
  const { status, stdout, stderr } = inScratch(['sh', '-c', `${tunnel}${script}`]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

test('a device works where it is, and its socket stays where it was born, no matter what becomes of its port', () => {
  expect(
    at(`udp public; echo; udp a; echo; ping a 10.0.0.1 10.0.0.2
ip netns exec a wg set wa listen-port 7009
udp public; echo; ping b 10.0.0.2 10.0.0.1; ping a 10.0.0.1 10.0.0.2; ping b 10.0.0.2 10.0.0.1`),
  ).toEqual(['7001', '', 'yes', '7009', expect.any(String), 'yes', 'yes']);
});

test('a port that somebody has where it was born is refused, and the device keeps the one it had', () => {
  expect(
    at(`ip -n public link add other type wireguard
ip -n public link set other up
ip netns exec public wg set other listen-port 7005
ip netns exec a wg set wa listen-port 7005 2>&1 || true
ip netns exec a wg show wa listen-port; udp public`),
  ).toEqual(['Unable to modify interface: Address already in use', '7001', '7001 7005']);
});

test('what comes with a source that is not the peer’s is dropped, and counted as a frame error', () => {
  expect(
    at(`ip -n b address add 10.0.0.3/24 dev wb
errors() { ip -n a -json -s -s link show dev wa | sed 's/.*"frame_errors":\\([0-9]*\\).*/\\1/'; }
errors; ping b 10.0.0.2 10.0.0.1; errors
ip netns exec b ping -n -q -c 3 -i 0.2 -W 1 -I 10.0.0.3 10.0.0.1 >/dev/null || true
errors`),
  ).toEqual(['0', 'yes', '0', '3']);
});

test('a key is read from a descriptor of a file without a name, and neither argv nor the device tells it', () => {
  expect(
    at(`exec 4<b.key; rm b.key
ip netns exec b wg set wb private-key /dev/fd/4 4<&4
ip netns exec b wg show wb public-key | diff - b.pub && echo same`),
  ).toEqual(['same']);
});
