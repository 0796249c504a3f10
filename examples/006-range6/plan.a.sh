#!/bin/sh
# Node a, range6 version 1: 30 operations.
# plan  190cdfcad841d017b0cb4495c75def326452813d4a0651c76d5380ee75c0b907
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/range6.key)" = q0n5v273Hoeu7gk1d0JodHsXu99NT3+pGQ6Eskmx0hY= ] || {
  echo 'range6.key: not the private key of q0n5v273Hoeu7gk1d0JodHsXu99NT3+pGQ6Eskmx0hY=' >&2
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
ip netns add n-range6

# forward IPv4
ip netns exec n-range6 sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-range6 sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-range6 sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-range6 sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-range6 sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-range6 sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall
ip netns exec n-range6 nft -f - <<'END'
create table inet networkd { comment "9e15164b7e4def3c2aa0641c113ed729d1cd92662b7517ffeb44faa624211a7e"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-range6", "w-range6" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-range6" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-range6" oifname "w-range6" accept
    iifname "w-range6" oifname "n-range6" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-range6 group 110 mtu 1500 type bridge
ip link set dev b-range6 alias networkd:range6
sysctl -qw net.ipv6.conf.b-range6.disable_ipv6=1

# the resource on its bridge
ip link add link b-range6 name n-range6 netns n-range6 group 110 mtu 1500 type macvlan mode bridge
ip -n n-range6 link set dev n-range6 alias networkd:range6

# socket in the public namespace
ip -n public link add name w-range6 group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-range6.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-range6.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-range6
  await listens /var/run/wireguard/w-range6.sock || failed
  ip -n public link set dev w-range6 group 110 mtu 1420
}
ip -n public link set dev w-range6 alias networkd:range6
ip -n public link set dev w-range6 netns n-range6

# no redirects
ip netns exec n-range6 sysctl -qw net.ipv4.conf.n-range6.send_redirects=0
ip netns exec n-range6 sysctl -qw net.ipv4.conf.w-range6.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-range6.arp_ignore=1

# key of this node
ip netns exec n-range6 wg set w-range6 private-key "$SECRETS"/range6.key

# port peers dial
ip netns exec n-range6 wg set w-range6 listen-port 7001

# b, both dial over IPv4
ip netns exec n-range6 wg set w-range6 peer QcqItTGqwjKi1mx1Tqz4NbUTq7X6pJ3UR33cdz2sfx0= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32,fd01:2:3:3::/64

# h, it dials us over IPv4
ip netns exec n-range6 wg set w-range6 peer uP4PgabLWxJZoYw0koqqYNSuWAGWKd6qFVkjIcSIsn4= \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32,fd01:2:3:4::/64

# gateway of the subnet
ip -n n-range6 address add 10.1.2.1/24 dev n-range6
ip -n n-range6 address add fd01:2:3:2::1/64 dev n-range6 nodad

# tunnel address
ip -n n-range6 address add 100.64.1.2/16 dev w-range6

# all is set
ip link set dev b-range6 up
ip -n n-range6 link set dev lo up
ip -n n-range6 link set dev n-range6 up
ip -n n-range6 link set dev w-range6 up

# the subnet, if the kernel's own route is gone
ip -n n-range6 route replace 10.1.2.0/24 dev n-range6 metric 1024 proto 110

# the range goes into the mesh
ip -n n-range6 route replace 10.1.0.0/16 dev w-range6 proto 110
ip -n n-range6 route replace fd01:2:3::/48 dev w-range6 proto 110
