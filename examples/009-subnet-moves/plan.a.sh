#!/bin/sh
# Node a, moves version 2: 2 operations.
# plan  dad1ca3e7c39facb7c8c717260365d2218bd6b7bdbcd103bb8a967d8e2ab83c2
# basis 1f336786e4bd33072359141382a80a7b51bae9fc02df9d8c1fd7b8a8e944f05d (the observed state it was
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
