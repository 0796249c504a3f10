#!/bin/sh
# Node c, moves version 2: 7 operations.
# plan  79f6ab25177e794a4802ce2b976759b582bc7d84aa1d5b17d1014dd50a898033
# basis c7e3f94b73af62e8a94e34a6f976dd1faa16f0c3435d78cdc63b7f7bee75f4bd (the observed state it was
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

# the subnet, if the kernel's own route is gone
ip -n n-moves route replace 10.1.3.0/24 dev n-moves metric 1024 proto 110

# no longer wanted
ip -n n-moves route delete 10.1.4.0/24 dev n-moves metric 1024 proto 110
ip -n n-moves address delete 100.64.1.4/16 dev w-moves
ip -n n-moves address delete 10.1.4.1/24 dev n-moves
