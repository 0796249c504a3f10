#!/bin/sh
# Node k, promoted version 2: 2 operations.
# plan  c8e3d0335e33da9715265db12dbba4e2d15dd047f1a516f2242df40aaab7cc3f
# basis b8b2bf119f9abbb5ca07037a5b5d123dea48b7ccb6d1b71bd7b9e9e027e16d52 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# a, we dial it over IPv4; allowedIPs changed
ip netns exec n-promoted wg set w-promoted peer wew3HixfGLk6zytfavGLEzol0xoXLvXv5UcnPNzCk1k= \
  persistent-keepalive 25 \
  allowed-ips 10.1.2.0/24,100.64.1.2/32

# h, we dial it over IPv4
ip netns exec n-promoted wg set w-promoted peer qCqPh7dE49cHYE3UP7DUZEi9VBJQ+RKQ3m8hgxD/dhs= \
  endpoint 203.0.113.20:7002 \
  persistent-keepalive 25 \
  allowed-ips 10.1.3.0/24,100.64.1.3/32
