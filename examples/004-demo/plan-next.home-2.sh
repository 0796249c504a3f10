#!/bin/sh
# Node home-2, EJyFexd14LVGi version 2: 4 operations, of which 2 reset WireGuard sessions.
# plan  388e148ba8f9fdbdaa2101ca7edceffc497601e1f109ff78aceefa54932475e9
# basis 189ac2f4e295afbe68fca0dbea7193d4f355a599d555efec2447f27d8a4f3975 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# home-1, both dial over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer 2KVEy5rttgkwt/oLwjsRYzZ9NGqR5+pYUBwra+d+y2M= \
  endpoint 192.168.1.10:7005 \
  persistent-keepalive off \
  allowed-ips 10.20.5.0/24,100.64.20.5/32,fd20:1234:5678:5::/64

# oslo-1, we dial it over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer MKAO+cmd7VSqRlpQPIc4DukYB2vDLO39MWq1+OqpKGw= \
  endpoint 192.0.2.150:7001 \
  persistent-keepalive 25 \
  allowed-ips 10.20.8.0/24,100.64.20.8/32,fd20:1234:5678:8::/64

# no longer wanted (resets sessions)
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer jPx6ixWlpclp7FkiO5gWerRKWoTibdxlyNz4CIh6rQY= remove
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer Cc+xyl1ccP61ivBc6d0e4UWmkn3NYarjQGGc9epeSXk= remove
