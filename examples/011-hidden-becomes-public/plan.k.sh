#!/bin/sh
# Node k, promoted version 2: 2 operations.
# plan  3260349bf033688d60f495f3e51d5765e6eba72cd2521465d22348d783370387
# basis 22c3a903feda06a562e70836aeb550da48ec517eb0b72418ef28ca8ee031081b (the observed state it was
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
