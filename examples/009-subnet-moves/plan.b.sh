#!/bin/sh
# Node b, moves version 2: 5 operations.
# plan  7a46a5b13f8e6c409c68c44e88d989ff20490fef64f0cc68f44e72fe41bcdada
# basis 9e6afeb1cf2fe4ec3b9fc7bad62286b235e9168cffd115ab7ca4ae7e8274a521 (the observed state it was
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

# no longer wanted
ip -n n-moves address delete 100.64.1.3/16 dev w-moves
ip -n n-moves address delete 10.1.3.1/24 dev n-moves
