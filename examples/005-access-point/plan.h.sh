#!/bin/sh
# Node h, access version 1: 27 operations.
# plan  806fe4d6e50fa1f74a0878755cb7d70cdcaa21819abfb5313a6f3a07d3b243f9
# basis aaa9402664f1a41f40ebbc52c9993eb66aeb366602958fdfaa283b71e64db123 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/access.key)" = caXptRvuhZ1q6ZNESNw73QNn3i0hYd8tyVnPOGiIEg4= ] || {
  echo 'access.key: not the private key of caXptRvuhZ1q6ZNESNw73QNn3i0hYd8tyVnPOGiIEg4=' >&2
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
ip netns add n-access

# forward IPv4
ip netns exec n-access sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-access sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-access sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-access sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-access sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-access sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall
ip netns exec n-access nft -f - <<'END'
create table inet networkd { comment "b9bb825b23022a4711142c0a6cf6b140e04351295197e2166f7d328b54d6053f"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-access", "w-access" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-access" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-access" oifname "w-access" accept
    iifname "w-access" oifname "n-access" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-access group 110 mtu 1500 type bridge
ip link set dev b-access alias networkd:access
sysctl -qw net.ipv6.conf.b-access.disable_ipv6=1

# the resource on its bridge
ip link add link b-access name n-access netns n-access group 110 mtu 1500 type macvlan mode bridge
ip -n n-access link set dev n-access alias networkd:access

# socket in the host namespace
ip link add name w-access group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-access.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-access.log "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-access
  await listens /var/run/wireguard/w-access.sock || failed
  ip link set dev w-access group 110 mtu 1420
}
ip link set dev w-access alias networkd:access
ip link set dev w-access netns n-access

# no redirects
ip netns exec n-access sysctl -qw net.ipv4.conf.n-access.send_redirects=0
ip netns exec n-access sysctl -qw net.ipv4.conf.w-access.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-access.arp_ignore=1

# key of this node
ip netns exec n-access wg set w-access private-key "$SECRETS"/access.key

# port peers dial
ip netns exec n-access wg set w-access listen-port 7002

# a, we dial it over IPv4
ip netns exec n-access wg set w-access peer 8BEYNi45pWMEKFaBO2boUe0zXKi1iYgoJW2bsXwphho= \
  endpoint 198.51.100.10:7001 \
  persistent-keepalive 20 \
  allowed-ips 10.1.2.0/24,10.1.253.0/24,10.1.254.0/24,100.64.1.2/32,100.64.1.253/32,100.64.1.254/32

# gateway of the subnet
ip -n n-access address add 10.1.3.1/24 dev n-access

# tunnel address
ip -n n-access address add 100.64.1.3/16 dev w-access

# all is set
ip link set dev b-access up
ip -n n-access link set dev lo up
ip -n n-access link set dev n-access up
ip -n n-access link set dev w-access up

# the subnet, if the kernel's own route is gone
ip -n n-access route replace 10.1.3.0/24 dev n-access metric 1024 proto 110

# the range goes into the mesh
ip -n n-access route replace 10.1.0.0/16 dev w-access proto 110
