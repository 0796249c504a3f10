#!/bin/sh
# Node k, hidden version 1: 27 operations.
# plan  2e4f1a9d4c2247be7d858883b9d098e18c8db706779a3623d8ec2359b0f179e3
# basis 8254c329a92850f6d539dd376f4816ee2764517da5e0235514af433164480d7a (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/hidden.key)" = poHfqnluNjUU0Kzr6mx+KjeYEtlakZ1DF57Pxs12wUY= ] || {
  echo 'hidden.key: not the private key of poHfqnluNjUU0Kzr6mx+KjeYEtlakZ1DF57Pxs12wUY=' >&2
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
ip netns add n-hidden

# forward IPv4
ip netns exec n-hidden sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-hidden sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-hidden sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-hidden sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-hidden sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-hidden sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall
ip netns exec n-hidden nft -f - <<'END'
create table inet networkd { comment "4c7b2bb51fee69813f6c115921dc32dd16e5d826955fb178e6527c755812e73b"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-hidden", "w-hidden" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-hidden" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-hidden" oifname "w-hidden" accept
    iifname "w-hidden" oifname "n-hidden" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-hidden group 110 mtu 1500 type bridge
ip link set dev b-hidden alias networkd:hidden
sysctl -qw net.ipv6.conf.b-hidden.disable_ipv6=1

# the resource on its bridge
ip link add link b-hidden name n-hidden netns n-hidden group 110 mtu 1500 type macvlan mode bridge
ip -n n-hidden link set dev n-hidden alias networkd:hidden

# socket in the host namespace
ip link add name w-hidden group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-hidden.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-hidden.log "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-hidden
  await listens /var/run/wireguard/w-hidden.sock || failed
  ip link set dev w-hidden group 110 mtu 1420
}
ip link set dev w-hidden alias networkd:hidden
ip link set dev w-hidden netns n-hidden

# no redirects
ip netns exec n-hidden sysctl -qw net.ipv4.conf.n-hidden.send_redirects=0
ip netns exec n-hidden sysctl -qw net.ipv4.conf.w-hidden.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-hidden.arp_ignore=1

# key of this node
ip netns exec n-hidden wg set w-hidden private-key "$SECRETS"/hidden.key

# port peers dial
ip netns exec n-hidden wg set w-hidden listen-port 7003

# a, we dial it over IPv4, carries what lies behind it
ip netns exec n-hidden wg set w-hidden peer B/tZ2WszHG7Rax1AmESgw41QSu2ydk+Ijkx498YCExQ= \
  endpoint 198.51.100.10:7001 \
  persistent-keepalive 25 \
  allowed-ips 10.1.2.0/24,10.1.3.0/24,100.64.1.2/32,100.64.1.3/32

# gateway of the subnet
ip -n n-hidden address add 10.1.4.1/24 dev n-hidden

# tunnel address
ip -n n-hidden address add 100.64.1.4/16 dev w-hidden

# all is set
ip link set dev b-hidden up
ip -n n-hidden link set dev lo up
ip -n n-hidden link set dev n-hidden up
ip -n n-hidden link set dev w-hidden up

# the subnet, if the kernel's own route is gone
ip -n n-hidden route replace 10.1.4.0/24 dev n-hidden metric 1024 proto 110

# the range goes into the mesh
ip -n n-hidden route replace 10.1.0.0/16 dev w-hidden proto 110
