#!/bin/sh
# Node zurich-1, EJyFexd14LVGi version 2: 2 operations.
# plan  e6c68d4a533db91f97a2f59113582c79ab19d0d1f96c2aa283610d66bea59f4b
# basis 6bf15ddddaae354484cb074aec8295c62d5c69b09bc7a7b4778ae50693e2ca21 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# ghent-1, both dial over IPv6, carries what lies behind it; allowedIPs changed
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer N198lfyU/EIw86hSDSQ4lHs1JRQ7vk733dWM2bYhriA= \
  persistent-keepalive off \
  allowed-ips 10.20.1.0/24,10.20.6.0/24,10.20.254.0/24,100.64.20.1/32,100.64.20.6/32,100.64.20.254/32,fd20:1234:5678:1::/64,fd20:1234:5678:6::/64,fd20:1234:5678:fe::/64

# oslo-1, both dial over IPv6
ip netns exec n-EJyFexd14LVGi wg set w-EJyFexd14LVGi peer MKAO+cmd7VSqRlpQPIc4DukYB2vDLO39MWq1+OqpKGw= \
  endpoint '[2001:db8:4::50]:7001' \
  persistent-keepalive off \
  allowed-ips 10.20.8.0/24,100.64.20.8/32,fd20:1234:5678:8::/64
