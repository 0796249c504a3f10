#!/bin/sh
# Node a, its own network, set version 2: 28 operations, of which 1 reset WireGuard sessions.
# plan  1c15891403864ea90d91e6f70252441ab2a4d505bc66711852db961c2d423c57
# basis 082d4fddf286567eb492c7ce31eb5e3ef3e279a123f7b70ac86be90c4bc45df2 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/set.key)" = stoGMWsZNQUP89SHR1C1V0sIwfVroC3bqOsB9vmI9U4= ] || {
  echo 'set.key: not the private key of stoGMWsZNQUP89SHR1C1V0sIwfVroC3bqOsB9vmI9U4=' >&2
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
ip link set dev pub-zos nomaster

# no longer wanted (resets sessions)
ip -n n-set link delete dev w-set
leave /run/networkd/w-set.log

# home of the sockets that others dial
ip netns add public

# keep the new address when the old one goes
ip netns exec public sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# firewall of the public addresses
ip netns exec public nft -f - <<'END'
create table inet networkd { comment "badc69cf744b14042eb71553e66b34db4453126c81064e90bffb440e7e9807f4"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    iifname "lo" accept
    icmp type echo-request limit rate 10/second burst 20 packets accept
    icmp type echo-request drop
    icmpv6 type echo-request limit rate 10/second burst 20 packets accept
    icmpv6 type echo-request drop
    ct state established,related accept
    ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ip6 hoplimit 255 icmpv6 type nd-router-advert limit rate 2/second burst 20 packets accept
    icmpv6 type packet-too-big accept
    ip6 hoplimit 1 icmpv6 type mld-listener-query accept
    ct state invalid drop
    meta l4proto udp meta mark & 0x4e440000 == 0x4e440000 accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
  }
}
END

# lets its port in
ip netns exec public nft -f - <<'END'
create table inet w-set { comment "8fdbd780a7325c12cd827eed64c362947b7d81f3fe4d9b15eb4b9cc52df28605"; }
table inet w-set {
  chain networkd-prerouting {
    type filter hook prerouting priority raw; policy accept;
    udp dport 7001 meta mark set meta mark | 0x4e440000
  }
}
END

# the node on the public segment
ip link add link br-pub name public netns public address 02:29:a0:ff:29:bd group 110 mtu 1500 type macvlan mode bridge
ip -n public link set dev public alias networkd:@node

# socket in the public namespace
ip -n public link add name w-set group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-set.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-set.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-set
  await listens /var/run/wireguard/w-set.sock || failed
  ip -n public link set dev w-set group 110 mtu 1420
}
ip -n public link set dev w-set alias networkd:set
ip -n public link set dev w-set netns n-set

# a NIC of its own
ip link set dev eth1 mtu 1500
ip link set dev eth1 master br-pub
sysctl -qw net.ipv6.conf.eth1.disable_ipv6=1
ip link set dev eth1 up

# routers announce the IPv6 prefix, unless it is set
ip netns exec public sysctl -qw net.ipv6.conf.public.accept_ra=2

# no redirects
ip netns exec n-set sysctl -qw net.ipv4.conf.w-set.send_redirects=0

# key of this node
ip netns exec n-set wg set w-set private-key "$SECRETS"/set.key

# port peers dial
ip netns exec n-set wg set w-set listen-port 7001

# b, both dial over IPv4
ip netns exec n-set wg set w-set peer Gttjyp4Zot8FL7VxPyZrA8/7ykaxEvfj+dkzAPg8VmM= \
  endpoint 198.51.100.20:7002 \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# h, it dials us over IPv4
ip netns exec n-set wg set w-set peer 3yaw2XSX/aN058yEmopFffIF/h/HU9LVBJq0snt2uQQ= \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32

# set by the farmer
ip -n public address add 198.51.100.10/24 dev public

# tunnel address
ip -n n-set address add 100.64.1.2/16 dev w-set

# all is set
ip -n public link set dev lo up
ip -n public link set dev public up
ip -n n-set link set dev w-set up

# the range goes into the mesh
ip -n n-set route replace 10.1.0.0/16 dev w-set proto 110

# the way to the Internet
ip -n public route replace 0.0.0.0/0 via 198.51.100.1 dev public proto 110

# no longer wanted
ip link delete dev zos-pub
nft delete table inet w-set
