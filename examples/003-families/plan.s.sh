#!/bin/sh
# Node s, families version 1: 28 operations.
# plan  19478e3d3dda6c27410eb7e1b67409b749eccb1d2ef8740b44ba1f0e0b9c5536
# basis 043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/families.key)" = W3gxxKnLzQcMUXxcaPt4GTlK8F2tiz5pzuopOBvvoE8= ] || {
  echo 'families.key: not the private key of W3gxxKnLzQcMUXxcaPt4GTlK8F2tiz5pzuopOBvvoE8=' >&2
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
ip netns add n-families

# forward IPv4
ip netns exec n-families sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-families sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-families sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-families sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-families sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-families sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall, forwards between peers
ip netns exec n-families nft -f - <<'END'
create table inet networkd { comment "e560fe53aa74e2d36e4c56a1efe51a7b0e94b92cc04305b3ceb20e8f07b443ef"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-families", "w-families" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-families" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-families" oifname "w-families" accept
    iifname "w-families" oifname "n-families" accept
    iifname "w-families" oifname "w-families" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-families group 110 mtu 1500 type bridge
ip link set dev b-families alias networkd:families
sysctl -qw net.ipv6.conf.b-families.disable_ipv6=1

# the resource on its bridge
ip link add link b-families name n-families netns n-families group 110 mtu 1500 type macvlan mode bridge
ip -n n-families link set dev n-families alias networkd:families

# socket in the public namespace
ip -n public link add name w-families group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-families.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-families.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-families
  await listens /var/run/wireguard/w-families.sock || failed
  ip -n public link set dev w-families group 110 mtu 1420
}
ip -n public link set dev w-families alias networkd:families
ip -n public link set dev w-families netns n-families

# no redirects
ip netns exec n-families sysctl -qw net.ipv4.conf.n-families.send_redirects=0
ip netns exec n-families sysctl -qw net.ipv4.conf.w-families.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-families.arp_ignore=1

# key of this node
ip netns exec n-families wg set w-families private-key "$SECRETS"/families.key

# port peers dial
ip netns exec n-families wg set w-families listen-port 7004

# a, both dial over IPv6
ip netns exec n-families wg set w-families peer jj/i7ieh8DDaT+RZU3TkCliUjjKzCvqfGlOzPYAKaD4= \
  endpoint '[2a02:1802:5e::a]:7001' \
  persistent-keepalive off \
  allowed-ips 10.1.2.0/24,10.1.254.0/24,100.64.1.2/32,100.64.1.254/32

# b, both dial over IPv6, carries what lies behind it
ip netns exec n-families wg set w-families peer XMQZfdhnq6XY8cvbqms8t5htj1fpborKimJxytojUCs= \
  endpoint '[2a02:1802:5e::b]:7002' \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,10.1.4.0/24,100.64.1.3/32,100.64.1.4/32

# gateway of the subnet
ip -n n-families address add 10.1.5.1/24 dev n-families

# tunnel address
ip -n n-families address add 100.64.1.5/16 dev w-families

# all is set
ip link set dev b-families up
ip -n n-families link set dev lo up
ip -n n-families link set dev n-families up
ip -n n-families link set dev w-families up

# the subnet, if the kernel's own route is gone
ip -n n-families route replace 10.1.5.0/24 dev n-families metric 1024 proto 110

# the range goes into the mesh
ip -n n-families route replace 10.1.0.0/16 dev w-families proto 110
