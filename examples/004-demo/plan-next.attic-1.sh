#!/bin/sh
# Node attic-1, EJyFexd14LVGi version 2: 2 operations, of which 1 reset WireGuard sessions.
# plan  aa5d58c8b62db0a8fb91ee890e33765c147774cf2a51fc21d3532fe1f797d085
# basis 2ecebb0b6e9152534ecbab0b6d3eea7d04d40a96a74862b204deffe4a806ebe5 (the observed state it was
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
