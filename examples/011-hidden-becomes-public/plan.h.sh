#!/bin/sh
# Node h, promoted version 2: 11 operations, of which 1 reset WireGuard sessions.
# plan  95234bc02646cafce59f2d85234e4e9c21b0728f7659b61ea028715e0482adb3
# basis a0ca59b30745defa8c3e0ccb07010e75d9520bcf3d8e752d0d38f602a26eb511 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/promoted.key)" = qCqPh7dE49cHYE3UP7DUZEi9VBJQ+RKQ3m8hgxD/dhs= ] || {
  echo 'promoted.key: not the private key of qCqPh7dE49cHYE3UP7DUZEi9VBJQ+RKQ3m8hgxD/dhs=' >&2
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

# no longer wanted (resets sessions)
ip -n n-promoted link delete dev w-promoted
leave /run/networkd/w-promoted.log

# socket in the public namespace
ip -n public link add name w-promoted group 110 mtu 1420 type wireguard || {
  leave /run/networkd/w-promoted.log
  (umask 077 && mkdir -p /run/networkd)
  start /run/networkd/w-promoted.log ip netns exec public "${WG_QUICK_USERSPACE_IMPLEMENTATION:-wireguard-go}" -f w-promoted
  await listens /var/run/wireguard/w-promoted.sock || failed
  ip -n public link set dev w-promoted group 110 mtu 1420
}
ip -n public link set dev w-promoted alias networkd:promoted
ip -n public link set dev w-promoted netns n-promoted

# no redirects
ip netns exec n-promoted sysctl -qw net.ipv4.conf.w-promoted.send_redirects=0

# key of this node
ip netns exec n-promoted wg set w-promoted private-key "$SECRETS"/promoted.key

# port peers dial
ip netns exec n-promoted wg set w-promoted listen-port 7002

# a, both dial over IPv4
ip netns exec n-promoted wg set w-promoted peer wew3HixfGLk6zytfavGLEzol0xoXLvXv5UcnPNzCk1k= \
  endpoint 198.51.100.10:7001 \
  persistent-keepalive off \
  allowed-ips 10.1.2.0/24,100.64.1.2/32

# k, it dials us over IPv4
ip netns exec n-promoted wg set w-promoted peer kJKfuiHUsfqv2HNHYz2YyftFDnd3H62H8O5Ws6NQuhU= \
  persistent-keepalive off \
  allowed-ips 10.1.4.0/24,100.64.1.4/32

# tunnel address
ip -n n-promoted address add 100.64.1.3/16 dev w-promoted

# all is set
ip -n n-promoted link set dev w-promoted up

# the range goes into the mesh
ip -n n-promoted route replace 10.1.0.0/16 dev w-promoted proto 110
