#!/bin/sh
# Node attic-1, EJyFexd14LVGi version 2: 2 operations, of which 1 reset WireGuard sessions.
# plan  76eafef40879122c3a6056a2641cd7e918c3e7c8c40c73b8f9afc8b3aae77846
# basis 8c347a4a17f50d837af330a3f3742a0a1582754725101f18d851baae50277405 (the observed state it was
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
