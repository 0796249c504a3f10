#!/bin/sh
# Node vienna-1, EJyFexd14LVGi version 1: 34 operations.
# plan  7489c7e099cdbebdf4328f1c3d67c7a927aa6dab6afd7b90aa42e532a950c7f2
# basis 39f4e0d7b85e16e0cdb05233fcd9d692b0f00390e2eea5b58c75e096f70a0c53 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/EJyFexd14LVGi.key)" = bYx5Co9wjcHZa8e2JeVLhXU3Ft427CWEEsFOGbNwLlg= ] || {
  echo 'EJyFexd14LVGi.key: not the private key of bYx5Co9wjcHZa8e2JeVLhXU3Ft427CWEEsFOGbNwLlg=' >&2
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
ip netns add n-EJyFexd14LVGi

# forward IPv4
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.ip_forward=1

# forward IPv6
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv6.conf.all.forwarding=1

# keep the new address when the old one goes
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.all.promote_secondaries=1

# answer on a segment for its own addresses only
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.all.arp_ignore=1

# ask on a segment with its own address
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.all.arp_announce=2

# no redirects
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.all.send_redirects=0

# firewall, forwards between peers
ip netns exec n-EJyFexd14LVGi nft -f - <<'END'
create table inet networkd { comment "8fde6808e345371d0d55d977c51a0c8bc62ed3a7170c3f0fa41b358ff05f03bc"; }
table inet networkd {
  chain networkd-input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iifname "lo" accept
    iifname { "n-EJyFexd14LVGi", "w-EJyFexd14LVGi" } accept
  }
  chain networkd-forward {
    type filter hook forward priority filter; policy drop;
    oifname "w-EJyFexd14LVGi" tcp flags syn tcp option maxseg size set rt mtu
    ct state established,related accept
    ct state invalid drop
    iifname "n-EJyFexd14LVGi" oifname "w-EJyFexd14LVGi" accept
    iifname "w-EJyFexd14LVGi" oifname "n-EJyFexd14LVGi" accept
    iifname "w-EJyFexd14LVGi" oifname "w-EJyFexd14LVGi" accept
  }
  chain networkd-output {
    type filter hook output priority filter; policy accept;
    icmpv6 type nd-redirect drop
  }
}
END

# bridge of the tenant's workloads
ip link add name b-EJyFexd14LVGi group 110 mtu 1500 type bridge
ip link set dev b-EJyFexd14LVGi alias networkd:EJyFexd14LVGi
sysctl -qw net.ipv6.conf.b-EJyFexd14LVGi.disable_ipv6=1

# the resource on its bridge
ip link add link b-EJyFexd14LVGi name n-EJyFexd14LVGi netns n-EJyFexd14LVGi group 110 mtu 1500 type macvlan mode bridge
ip -n n-EJyFexd14LVGi link set dev n-EJyFexd14LVGi alias networkd:EJyFexd14LVGi

# socket in the public namespace
ip -n public link add name w-EJyFexd14LVGi group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-EJyFexd14LVGi.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-EJyFexd14LVGi.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-EJyFexd14LVGi
  await listens /var/run/wireguard/w-EJyFexd14LVGi.sock || failed
  ip -n public link set dev w-EJyFexd14LVGi group 110 mtu 1420
}
ip -n public link set dev w-EJyFexd14LVGi alias networkd:EJyFexd14LVGi
ip -n public link set dev w-EJyFexd14LVGi netns n-EJyFexd14LVGi

# no redirects
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.n-EJyFexd14LVGi.send_redirects=0
ip netns exec n-EJyFexd14LVGi sysctl -qw net.ipv4.conf.w-EJyFexd14LVGi.send_redirects=0

# answer on a segment for its own addresses only
sysctl -qw net.ipv4.conf.b-EJyFexd14LVGi.arp_ignore=1

# key of this node
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi private-key "$SECRETS"/EJyFexd14LVGi.key

# port peers dial
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi listen-port 7001

# attic-1, it dials us over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer O1AQDJkf919XOXlNwHVeicnho1/LiUDxaXfEZnfxVzE= \
  persistent-keepalive off \
  allowed-ips 10.20.7.0/24,100.64.20.7/32,fd20:1234:5678:7::/64

# cairo-1, both dial over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer jPx6ixWlpclp7FkiO5gWerRKWoTibdxlyNz4CIh6rQY= \
  endpoint 192.0.2.40:7001 \
  persistent-keepalive off \
  allowed-ips 10.20.4.0/24,100.64.20.4/32,fd20:1234:5678:4::/64

# ghent-1, both dial over IPv6
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer N198lfyU/EIw86hSDSQ4lHs1JRQ7vk733dWM2bYhriA= \
  endpoint '[2001:db8:1::10]:7001' \
  persistent-keepalive off \
  allowed-ips 10.20.1.0/24,10.20.254.0/24,100.64.20.1/32,100.64.20.254/32,fd20:1234:5678:1::/64,fd20:1234:5678:fe::/64

# home-1, it dials us over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer Cc+xyl1ccP61ivBc6d0e4UWmkn3NYarjQGGc9epeSXk= \
  persistent-keepalive off \
  allowed-ips 10.20.5.0/24,100.64.20.5/32,fd20:1234:5678:5::/64

# home-2, it dials us over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer HmGsXFYhDDkxe5S5qGQylrG7YnHk1yBWN7/gUYPd/RQ= \
  persistent-keepalive off \
  allowed-ips 10.20.6.0/24,100.64.20.6/32,fd20:1234:5678:6::/64

# zurich-1, both dial over IPv6
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer K0ygxzjBbNv6SKj2oIErJB1XnUukuyvFCwDd1sd2qRw= \
  endpoint '[2001:db8:3::30]:7003' \
  persistent-keepalive off \
  allowed-ips 10.20.3.0/24,100.64.20.3/32,fd20:1234:5678:3::/64

# gateway of the subnet
ip -n n-EJyFexd14LVGi address add 10.20.2.1/24 dev n-EJyFexd14LVGi
ip -n n-EJyFexd14LVGi address add fd20:1234:5678:2::1/64 dev n-EJyFexd14LVGi nodad

# tunnel address
ip -n n-EJyFexd14LVGi address add 100.64.20.2/16 dev w-EJyFexd14LVGi

# all is set
ip link set dev b-EJyFexd14LVGi up
ip -n n-EJyFexd14LVGi link set dev lo up
ip -n n-EJyFexd14LVGi link set dev n-EJyFexd14LVGi up
ip -n n-EJyFexd14LVGi link set dev w-EJyFexd14LVGi up

# the subnet, if the kernel's own route is gone
ip -n n-EJyFexd14LVGi route replace 10.20.2.0/24 dev n-EJyFexd14LVGi metric 1024 proto 110

# the range goes into the mesh
ip -n n-EJyFexd14LVGi route replace 10.20.0.0/16 dev w-EJyFexd14LVGi proto 110
ip -n n-EJyFexd14LVGi route replace fd20:1234:5678::/48 dev w-EJyFexd14LVGi proto 110
