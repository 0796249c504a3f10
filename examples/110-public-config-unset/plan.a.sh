#!/bin/sh
# Node a, its own network, unset version 2: 22 operations, of which 1 reset WireGuard sessions.
# plan  7d0db6835f20171e8d588b873feb212c572d889eb1d955f9e69b017d143d29ec
# basis 65a6ef312c72a821f586c1f22a5a2105f93945b3082c764b7486986443d50b55 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/unset.key)" = 7ChbZsw2QJy9o+3bnn7ljNFlUDc6Bgcl4gsr1AoO8kI= ] || {
  echo 'unset.key: not the private key of 7ChbZsw2QJy9o+3bnn7ljNFlUDc6Bgcl4gsr1AoO8kI=' >&2
  exit 1
}

# A program that goes on is in a session of its own, and by its files known as ours to whoever plans
# or applies next.
await() {
  tries=100
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}
start() {
  log=$1
  shift
  rm -f "$log"
  (umask 077 && : >"$log")
  LC_ALL=C setsid "$@" </dev/null >>"$log" 2>&1 &
  pid=$!
}
failed() {
  cat "$log" >&2
  exit 1
}
listens() {
  grep -q " 00010000 .* $1\$" "/proc/$pid/net/unix" 2>/dev/null
}
gone() {
  [ -z "$(find /proc/[0-9]*/fd/1 \( -lname "$1" -o -lname "$1 (deleted)" \) 2>/dev/null)" ]
}
leave() {
  [ -e "$1" ] || return 0
  await gone "$1"
  rm -f "$1"
}

# no longer wanted
sysctl -qw net.ipv6.conf.eth1.disable_ipv6=0
ip link set dev eth1 nomaster

# no longer wanted (resets sessions)
ip -n n-unset link delete dev w-unset
leave /run/networkd/w-unset.log

# lets its port in
nft -f - <<'END'
create table inet w-unset { comment "8fdbd780a7325c12cd827eed64c362947b7d81f3fe4d9b15eb4b9cc52df28605"; }
table inet w-unset {
  chain networkd-prerouting {
    type filter hook prerouting priority raw; policy accept;
    udp dport 7001 meta mark set meta mark | 0x4e440000
  }
}
END

# one segment serves both
ip link add name pub-zos group 110 mtu 1500 type veth peer name zos-pub group 110 mtu 1500
ip link set dev pub-zos alias networkd:@node
ip link set dev zos-pub alias networkd:@node
sysctl -qw net.ipv6.conf.pub-zos.disable_ipv6=1
sysctl -qw net.ipv6.conf.zos-pub.disable_ipv6=1

# socket in the host namespace
ip link add name w-unset group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-unset.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-unset.log "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-unset
  await listens /var/run/wireguard/w-unset.sock || failed
  ip link set dev w-unset group 110 mtu 1420
}
ip link set dev w-unset alias networkd:unset
ip link set dev w-unset netns n-unset

# one segment serves both
ip link set dev pub-zos master br-pub
ip link set dev zos-pub master zos

# no redirects
ip netns exec n-unset sysctl -qw net.ipv4.conf.w-unset.send_redirects=0

# key of this node
ip netns exec n-unset wg set w-unset private-key "$SECRETS"/unset.key

# port peers dial
ip netns exec n-unset wg set w-unset listen-port 7001

# b, we dial it over IPv4, carries what lies behind it
ip netns exec n-unset wg set w-unset peer 9JjTY1/l5LWxeVYMfd+J6x41RiHwyEddhHHSb5OhWWg= \
  endpoint 198.51.100.20:7002 \
  persistent-keepalive 25 \
  allowed-ips 10.1.3.0/24,10.1.4.0/24,100.64.1.3/32,100.64.1.4/32

# tunnel address
ip -n n-unset address add 100.64.1.2/16 dev w-unset

# all is set
ip link set dev pub-zos up
ip link set dev zos-pub up
ip -n n-unset link set dev w-unset up

# the range goes into the mesh
ip -n n-unset route replace 10.1.0.0/16 dev w-unset proto 110

# no longer wanted
ip -n public link delete dev public
ip netns delete public
