#!/bin/sh
# Node b, moves version 2: 7 operations.
# plan  da9aef722e6920299d10c6ef3e1fb0dda309df5ddf36bdf411c117ef08600a65
# basis 2d9c35a797f976a92c00a5061cdbdd6ba82b4a210f76d35646ef3b2cfeb932be (the observed state it was
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
