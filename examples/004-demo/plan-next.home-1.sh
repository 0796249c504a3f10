#!/bin/sh
# Node home-1, EJyFexd14LVGi version 2: 3 operations, of which 2 reset WireGuard sessions.
# plan  a7bfc667484664bcc91387a01b6e58fe66762cfbc874a63a55e87ff732e9cb3e
# basis bb1f865b035fee552fab86d2d0180b67de73095066d0b8395feb696092ec7314 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# The private key of each network, mode 0600, in a file of its own: <network id>.key.
: "${SECRETS:?the directory of the private keys}"
[ "$(wg pubkey <"$SECRETS"/EJyFexd14LVGi.key)" = 2KVEy5rttgkwt/oLwjsRYzZ9NGqR5+pYUBwra+d+y2M= ] || {
  echo 'EJyFexd14LVGi.key: not the private key of 2KVEy5rttgkwt/oLwjsRYzZ9NGqR5+pYUBwra+d+y2M=' >&2
  exit 1
}

# key of this node; publicKey changed (resets sessions)
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi private-key "$SECRETS"/EJyFexd14LVGi.key

# oslo-1, we dial it over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer MKAO+cmd7VSqRlpQPIc4DukYB2vDLO39MWq1+OqpKGw= \
  endpoint 192.0.2.150:7001 \
  persistent-keepalive 25 \
  allowed-ips 10.20.8.0/24,100.64.20.8/32,fd20:1234:5678:8::/64

# no longer wanted (resets sessions)
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer jPx6ixWlpclp7FkiO5gWerRKWoTibdxlyNz4CIh6rQY= remove
