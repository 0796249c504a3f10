#!/bin/sh
# Node a, two version 1: 27 operations.
# plan  fdf4ef62ab0008c40e11f593fb36aef0bea05482ef815f74a7f61fb918149421
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/two.key)" = A3hFGpD8c0jgPkbYAp0K4qeNGxU23cPH9DEY86GU1Hg= ] || {
  echo 'two.key: not the private key of A3hFGpD8c0jgPkbYAp0K4qeNGxU23cPH9DEY86GU1Hg=' >&2
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

# home of the network resource
ip netns add n-two

# forward IPv4
ip netns exec n-two sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-two sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-two sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-two sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-two sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-two sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall
ip netns exec n-two nft -f - <<'END'
create table inet networkd { comment "5d11c8d3d1544278f711e75a5b6c46ff009f52dea84aa02a1fe166d33bf312eb"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-two", "w-two" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-two" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-two" oifname "w-two" accept
    iifname "w-two" oifname "n-two" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-two group 110 mtu 1500 type bridge
ip link set dev b-two alias networkd:two
sysctl -qw net.ipv6.conf.b-two.disable_ipv6=1

# the resource on its bridge
ip link add link b-two name n-two netns n-two group 110 mtu 1500 type macvlan mode bridge
ip -n n-two link set dev n-two alias networkd:two

# socket in the public namespace
ip -n public link add name w-two group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-two.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-two.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-two
  await listens /var/run/wireguard/w-two.sock || failed
  ip -n public link set dev w-two group 110 mtu 1420
}
ip -n public link set dev w-two alias networkd:two
ip -n public link set dev w-two netns n-two

# no redirects
ip netns exec n-two sysctl -qw net.ipv4.conf.n-two.send_redirects=0
ip netns exec n-two sysctl -qw net.ipv4.conf.w-two.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-two.arp_ignore=1

# key of this node
ip netns exec n-two wg set w-two private-key "$SECRETS"/two.key

# port peers dial
ip netns exec n-two wg set w-two listen-port 7001

# b, both dial over IPv4
ip netns exec n-two wg set w-two peer 9v5X1KqzRmv4pYyQGCKDQH1C9R4J4chx7ko6xr8E4zo= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# gateway of the subnet
ip -n n-two address add 10.1.2.1/24 dev n-two

# tunnel address
ip -n n-two address add 100.64.1.2/16 dev w-two

# all is set
ip link set dev b-two up
ip -n n-two link set dev lo up
ip -n n-two link set dev n-two up
ip -n n-two link set dev w-two up

# the subnet, if the kernel's own route is gone
ip -n n-two route replace 10.1.2.0/24 dev n-two metric 1024 proto 110

# the range goes into the mesh
ip -n n-two route replace 10.1.0.0/16 dev w-two proto 110
