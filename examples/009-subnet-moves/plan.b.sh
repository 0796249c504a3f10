#!/bin/sh
# Node b, moves version 2: 5 operations.
# plan  118145ba13fdee24aafe30b4e2fe9b04495a53464be19ec6aada857ba62ed1f2
# basis ce5d0b6eed737ef5f07ff1df734f94dd415f75acda66ff712a01d1cd354cdb7a (the observed state it was
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
