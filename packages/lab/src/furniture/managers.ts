import type { Piece } from './piece.js';

/**
 * systemd-networkd, the real one where the machine has it: a NIC, a bridge, a route and a rule that it keeps, and goes
 * on keeping. It takes links for its own at once only where it believes that no udev will tell it of them, as in a
 * container: where `/sys` cannot be written.
 */
export const systemdNetworkd: Piece = {
  name: 'systemd-networkd',
  script: `
if [ -x /lib/systemd/systemd-networkd ]; then
mkdir -p /run/systemd/network
cat >/run/systemd/network/enf3.network <<'end of text'
[Match]
Name=enf3
[Network]
Address=172.29.3.1/24
Address=fd12:29:3::1/64
IPv6AcceptRA=no
[Route]
Destination=172.28.0.0/16
Gateway=172.29.3.254
[RoutingPolicyRule]
From=172.29.3.0/24
Table=293
Priority=2930
end of text
printf '[NetDev]\\nName=brn3\\nKind=bridge\\n' >/run/systemd/network/brn3.netdev
ip link add enf3 type veth peer name far3
ip link set dev far3 up
setsid unshare --mount sh -c 'mount -o bind,remount,ro /sys; exec /lib/systemd/systemd-networkd' </dev/null >/dev/null 2>&1 &
until [ -n "$(ip rule show priority 2930)" ] && [ -n "$(ip route show 172.28.0.0/16)" ]; do sleep 0.05; done
fi`,
};

/**
 * What NetworkManager 1.42 leaves of a connection with addresses: it needs a bus of its own to run. The address without
 * the route of its prefix, that route by itself, and all with a metric by the kind of the link.
 */
export const networkManager: Piece = {
  name: 'NetworkManager',
  script: `
ip link add enf4 type veth peer name far4
ip link set dev far4 up
sysctl -qw net.ipv6.conf.enf4.addr_gen_mode=1
ip link set dev enf4 up
ip address add 172.29.4.1/24 broadcast 172.29.4.255 dev enf4 noprefixroute
ip address add fd12:29:4::1/64 dev enf4 noprefixroute nodad
ip route add 172.29.4.0/24 dev enf4 proto kernel scope link src 172.29.4.1 metric 104
ip route add 172.27.0.0/16 via 172.29.4.254 dev enf4 proto static metric 104
ip -6 route add fd12:29:4::/64 dev enf4 proto kernel metric 104
ip link add nm-bridge type bridge forward_delay 1500 stp_state 1 priority 32768`,
};
