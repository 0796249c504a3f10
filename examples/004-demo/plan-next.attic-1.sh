#!/bin/sh
# Node attic-1, EJyFexd14LVGi version 2: 2 operations, of which 1 reset WireGuard sessions.
# plan  bfd7c3b784b10b6d336a6ef97255151d7409a14690c6ac23fc6323f75c7ee876
# basis 63b72636d4d6b201ce16eedcc4bf59e7aa78250fd3b00cfeff68d1fcaef51ded (the observed state it was
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
