#!/bin/sh
# Node ghent-1, EJyFexd14LVGi version 2: 4 operations, of which 2 reset WireGuard sessions.
# plan  8bda7886d1abf03f7b43096a5586f5adc206aea58ff50129339cafe57f576fa5
# basis a63e08bff5ae89881b50ae41a4361e05c995c08f4001915076226e02f1b43ed0 (the observed state it was
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
