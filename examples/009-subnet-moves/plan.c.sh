#!/bin/sh
# Node c, moves version 2: 5 operations.
# plan  e0c59d977a982a2c4afead186f579a20d6c4503ebda81c0760502de7a7dc1abc
# basis 4e5d31ca11c87c05cdb0ec8fcbee602b805d2ce76de90896cbee3efa19db1fb4 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# b, both dial over IPv4; allowedIPs changed
ip netns exec n-moves wg set w-moves peer 1frBxVprm1UTS+RXVjZuP7eNZE8/sAKfbO/aAGipjkw= \
  persistent-keepalive off \
  allowed-ips 10.1.5.0/24,100.64.1.5/32

# gateway of the subnet
ip -n n-moves address add 10.1.3.1/24 dev n-moves

# tunnel address
ip -n n-moves address add 100.64.1.3/16 dev w-moves

# no longer wanted
ip -n n-moves address delete 100.64.1.4/16 dev w-moves
ip -n n-moves address delete 10.1.4.1/24 dev n-moves
