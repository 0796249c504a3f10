#!/bin/sh
# Node a, access version 1: 29 operations.
# plan  55ffdf196c49109dcfe130cfbd67b640fea92fcc2b8134b37d809849bd0e801f
# basis ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/access.key)" = 8BEYNi45pWMEKFaBO2boUe0zXKi1iYgoJW2bsXwphho= ] || {
  echo 'access.key: not the private key of 8BEYNi45pWMEKFaBO2boUe0zXKi1iYgoJW2bsXwphho=' >&2
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

# firewall, forwards between peers
ip netns exec n-access nft -f - <<'END'
create table inet networkd { comment "519755e94c37393608b18a3d559515ed82335f993e978bf592c74698eb6d1177"; }
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
    iifname "w-access" oifname "w-access" accept
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

# socket in the public namespace
ip -n public link add name w-access group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-access.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-access.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-access
  await listens /var/run/wireguard/w-access.sock || failed
  ip -n public link set dev w-access group 110 mtu 1420
}
ip -n public link set dev w-access alias networkd:access
ip -n public link set dev w-access netns n-access

# no redirects
ip netns exec n-access sysctl -qw net.ipv4.conf.n-access.send_redirects=0
ip netns exec n-access sysctl -qw net.ipv4.conf.w-access.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-access.arp_ignore=1

# key of this node
ip netns exec n-access wg set w-access private-key "$SECRETS"/access.key

# port peers dial
ip netns exec n-access wg set w-access listen-port 7001

# h, it dials us over IPv4
ip netns exec n-access wg set w-access peer caXptRvuhZ1q6ZNESNw73QNn3i0hYd8tyVnPOGiIEg4= \
  persistent-keepalive 20 \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# access point laptop, it dials us
ip netns exec n-access wg set w-access peer dxlp6ugFSOMbExaUwxoDnHr+lxWq0XYpqmynodMBjDA= \
  persistent-keepalive 20 \
  allowed-ips 10.1.254.0/24,100.64.1.254/32

# access point phone, it dials us
ip netns exec n-access wg set w-access peer xdQ2bO5BbHRabF6fhKziKCy6ZtE8nYyIQOZO9XUv9A8= \
  persistent-keepalive 20 \
  allowed-ips 10.1.253.0/24,100.64.1.253/32

# gateway of the subnet
ip -n n-access address add 10.1.2.1/24 dev n-access

# tunnel address
ip -n n-access address add 100.64.1.2/16 dev w-access

# all is set
ip link set dev b-access up
ip -n n-access link set dev lo up
ip -n n-access link set dev n-access up
ip -n n-access link set dev w-access up

# the subnet, if the kernel's own route is gone
ip -n n-access route replace 10.1.2.0/24 dev n-access metric 1024 proto 110

# the range goes into the mesh
ip -n n-access route replace 10.1.0.0/16 dev w-access proto 110
