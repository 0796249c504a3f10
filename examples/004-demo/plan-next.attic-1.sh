#!/bin/sh
# Node attic-1, EJyFexd14LVGi version 2: 2 operations, of which 1 reset WireGuard sessions.
# plan  2fde9d1701bf3568eb78d97f7f52ef91974685e531e25e4ad921eac323a5c6bc
# basis 0edf2643b4e2b7fc9a1e43068802e0ed1963381bbbb8e2a381d6aa68d438c7d7 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# oslo-1, we dial it over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer MKAO+cmd7VSqRlpQPIc4DukYB2vDLO39MWq1+OqpKGw= \
  endpoint 192.0.2.150:7001 \
  persistent-keepalive 25 \
  allowed-ips 10.20.8.0/24,100.64.20.8/32,fd20:1234:5678:8::/64

# no longer wanted (resets sessions)
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer jPx6ixWlpclp7FkiO5gWerRKWoTibdxlyNz4CIh6rQY= remove
