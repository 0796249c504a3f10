#!/bin/sh
# Node b, moves version 2: 7 operations.
# plan  1d13d8dc9e273df3fb4e8c7390659d1e1305f8c91178987714cb8a83bea77141
# basis e59f0246404e3467d09a3b87b9885ce817d34ab41593d69318f963208c4598a8 (the observed state it was
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
