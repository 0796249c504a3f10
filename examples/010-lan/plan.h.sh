#!/bin/sh
# Node h, lan version 1: 28 operations.
# plan  ea8b343968578126f986c30d20b733af05bda57ae0298737f434e2b83815128d
# basis aaa9402664f1a41f40ebbc52c9993eb66aeb366602958fdfaa283b71e64db123 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/lan.key)" = OPTfNSDqrgD/WMueo4GRWm9oGg3TL5Yg8E7H+F0nOS4= ] || {
  echo 'lan.key: not the private key of OPTfNSDqrgD/WMueo4GRWm9oGg3TL5Yg8E7H+F0nOS4=' >&2
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

# firewall
ip netns exec n-lan nft -f - <<'END'
create table inet networkd { comment "9c77aeb51e32eb944134b518e6e271e612a8cdd34bf9302d6a6562f8f34e5a13"; }
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

# socket in the host namespace
ip link add name w-lan group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-lan.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-lan.log "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-lan
  await listens /var/run/wireguard/w-lan.sock || failed
  ip link set dev w-lan group 110 mtu 1420
}
ip link set dev w-lan alias networkd:lan
ip link set dev w-lan netns n-lan

# no redirects
ip netns exec n-lan sysctl -qw net.ipv4.conf.n-lan.send_redirects=0
ip netns exec n-lan sysctl -qw net.ipv4.conf.w-lan.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-lan.arp_ignore=1

# key of this node
ip netns exec n-lan wg set w-lan private-key "$SECRETS"/lan.key

# port peers dial
ip netns exec n-lan wg set w-lan listen-port 7002

# a, we dial it over IPv4, carries what lies behind it
ip netns exec n-lan wg set w-lan peer 0ea2VSvGxSpMax4MqKRWoNsBGjPQrR+kIBO4fpUnujw= \
  endpoint 198.51.100.10:7001 \
  persistent-keepalive 25 \
  allowed-ips 10.1.2.0/24,10.1.5.0/24,100.64.1.2/32,100.64.1.5/32

# i, both dial over IPv4
ip netns exec n-lan wg set w-lan peer fGZDz3A+ALtH24Y1SnjqUDJUp5bpcZdP8KkvpXoZmRg= \
  endpoint 192.168.1.11:7003 \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32

# gateway of the subnet
ip -n n-lan address add 10.1.3.1/24 dev n-lan

# tunnel address
ip -n n-lan address add 100.64.1.3/16 dev w-lan

# all is set
ip link set dev b-lan up
ip -n n-lan link set dev lo up
ip -n n-lan link set dev n-lan up
ip -n n-lan link set dev w-lan up

# the subnet, if the kernel's own route is gone
ip -n n-lan route replace 10.1.3.0/24 dev n-lan metric 1024 proto 110

# the range goes into the mesh
ip -n n-lan route replace 10.1.0.0/16 dev w-lan proto 110
