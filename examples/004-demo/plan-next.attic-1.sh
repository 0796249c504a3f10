#!/bin/sh
# Node attic-1, EJyFexd14LVGi version 2: 2 operations, of which 1 reset WireGuard sessions.
# plan  82e5f3b1ab83ea4afe845c76c2409ec2807184c5b2b9330d32462dc4d860d65e
# basis 4656e39a2c4593d5bfbe6dd897038f2f84198ad9c46378033da9e99fdbceb075 (the observed state it was
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
