#!/bin/sh
# Node a, lan version 1: 29 operations.
# plan  bc82059ab0006032ddfc69e97504eb491b725bac1cbdd4525deaac373cfbef55
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/lan.key)" = 0ea2VSvGxSpMax4MqKRWoNsBGjPQrR+kIBO4fpUnujw= ] || {
  echo 'lan.key: not the private key of 0ea2VSvGxSpMax4MqKRWoNsBGjPQrR+kIBO4fpUnujw=' >&2
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
ip netns add n-lan

# forward IPv4
ip netns exec n-lan sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-lan sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-lan sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-lan sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-lan sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-lan sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall, forwards between peers
ip netns exec n-lan nft -f - <<'END'
create table inet networkd { comment "5af7278e7829c0ccd024d1682a0e7132ce24c93a11a87c5089188238781abd72"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-lan", "w-lan" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-lan" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-lan" oifname "w-lan" accept
    iifname "w-lan" oifname "n-lan" accept
    iifname "w-lan" oifname "w-lan" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-lan group 110 mtu 1500 type bridge
ip link set dev b-lan alias networkd:lan
sysctl -qw net.ipv6.conf.b-lan.disable_ipv6=1

# the resource on its bridge
ip link add link b-lan name n-lan netns n-lan group 110 mtu 1500 type macvlan mode bridge
ip -n n-lan link set dev n-lan alias networkd:lan

# socket in the public namespace
ip -n public link add name w-lan group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-lan.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-lan.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-lan
  await listens /var/run/wireguard/w-lan.sock || failed
  ip -n public link set dev w-lan group 110 mtu 1420
}
ip -n public link set dev w-lan alias networkd:lan
ip -n public link set dev w-lan netns n-lan

# no redirects
ip netns exec n-lan sysctl -qw net.ipv4.conf.n-lan.send_redirects=0
ip netns exec n-lan sysctl -qw net.ipv4.conf.w-lan.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-lan.arp_ignore=1

# key of this node
ip netns exec n-lan wg set w-lan private-key "$SECRETS"/lan.key

# port peers dial
ip netns exec n-lan wg set w-lan listen-port 7001

# h, it dials us over IPv4
ip netns exec n-lan wg set w-lan peer OPTfNSDqrgD/WMueo4GRWm9oGg3TL5Yg8E7H+F0nOS4= \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# i, it dials us over IPv4
ip netns exec n-lan wg set w-lan peer fGZDz3A+ALtH24Y1SnjqUDJUp5bpcZdP8KkvpXoZmRg= \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32

# k, it dials us over IPv4
ip netns exec n-lan wg set w-lan peer AlBuqUjchnXq3o6kRAjB/FXFu73mmliSG3SHifJymX0= \
  persistent-keepalive off \
  allowed-ips 10.1.5.0/24,100.64.1.5/32

# gateway of the subnet
ip -n n-lan address add 10.1.2.1/24 dev n-lan

# tunnel address
ip -n n-lan address add 100.64.1.2/16 dev w-lan

# all is set
ip link set dev b-lan up
ip -n n-lan link set dev lo up
ip -n n-lan link set dev n-lan up
ip -n n-lan link set dev w-lan up

# the subnet, if the kernel's own route is gone
ip -n n-lan route replace 10.1.2.0/24 dev n-lan metric 1024 proto 110

# the range goes into the mesh
ip -n n-lan route replace 10.1.0.0/16 dev w-lan proto 110
