#!/bin/sh
# Node c, moves version 2: 7 operations.
# plan  77e50a98a3d5609e86d240e90498e082d932e97cfd096d7e8e0b6adda7854e9f
# basis dec3d5683d0389722826556b3d239c6dc649fc58027b70d2f8a26855a448268b (the observed state it was
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
