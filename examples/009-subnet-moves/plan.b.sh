#!/bin/sh
# Node b, moves version 2: 7 operations.
# plan  1c7bb695b3b5101bbdebe055ac27ffba275b0eed2c297cfa08c8a86538477ad0
# basis d1862f0b4bf4c94c69c108133e489543f3962bfd42d98ad55c85bdd23db45b72 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# c, both dial over IPv4; allowedIPs changed
ip netns exec n-moves wg set w-moves peer SfPrpNJvBLvFJ8kg+Js/b69+OG6EFeUBthr/h17plzk= \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32

# gateway of the subnet
ip -n n-moves address add 10.1.5.1/24 dev n-moves

# tunnel address
ip -n n-moves address add 100.64.1.5/16 dev w-moves

# the subnet, if the kernel's own route is gone
ip -n n-moves route replace 10.1.5.0/24 dev n-moves metric 1024 proto 110

# no longer wanted
ip -n n-moves route delete 10.1.3.0/24 dev n-moves metric 1024 proto 110
ip -n n-moves address delete 100.64.1.3/16 dev w-moves
ip -n n-moves address delete 10.1.3.1/24 dev n-moves
