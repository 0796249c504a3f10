#!/bin/sh
# Node ghent-1, EJyFexd14LVGi version 2: 4 operations, of which 2 reset WireGuard sessions.
# plan  8aa20183b093d4827338d8ed8dd50030dc1516e1035f14a1d3bad6718820f155
# basis 9d758a1ff593610b90a1f3754c15f1b4355a2b9f53018321f81a99cf43e4d2c9 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# home-1, it dials us over IPv4
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer 2KVEy5rttgkwt/oLwjsRYzZ9NGqR5+pYUBwra+d+y2M= \
  persistent-keepalive off \
  allowed-ips 10.20.5.0/24,100.64.20.5/32,fd20:1234:5678:5::/64

# oslo-1, both dial over IPv6
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer MKAO+cmd7VSqRlpQPIc4DukYB2vDLO39MWq1+OqpKGw= \
  endpoint '[2001:db8:4::50]:7001' \
  persistent-keepalive off \
  allowed-ips 10.20.8.0/24,100.64.20.8/32,fd20:1234:5678:8::/64

# no longer wanted (resets sessions)
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer jPx6ixWlpclp7FkiO5gWerRKWoTibdxlyNz4CIh6rQY= remove
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer Cc+xyl1ccP61ivBc6d0e4UWmkn3NYarjQGGc9epeSXk= remove
