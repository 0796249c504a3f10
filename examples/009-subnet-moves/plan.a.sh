#!/bin/sh
# Node a, moves version 2: 2 operations.
# plan  4ef148575d2a9f434e1db68f45f776fc491ddd915e9520afc4d6f78d516eec47
# basis 6b6393eeae6cbe85e939f373785f25526937eb106a54cb7fbcbc605d605ecfd0 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# b, both dial over IPv4; allowedIPs changed
ip netns exec n-moves wg set w-moves peer 1frBxVprm1UTS+RXVjZuP7eNZE8/sAKfbO/aAGipjkw= \
  persistent-keepalive off \
  allowed-ips 10.1.5.0/24,100.64.1.5/32

# c, both dial over IPv4; allowedIPs changed
ip netns exec n-moves wg set w-moves peer SfPrpNJvBLvFJ8kg+Js/b69+OG6EFeUBthr/h17plzk= \
  persistent-keepalive off \
  allowed-ips 10.1.3.0/24,100.64.1.3/32
