#!/bin/sh
# Node c, moves version 2: 5 operations.
# plan  9d311652ba607f141f677c44b9b77245576d59811477169888f41b3ab012a67c
# basis c4ad03fa8926da5f4fc2622dca414d6050fc1711367ee83c55f71c576e807898 (the observed state it was
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
