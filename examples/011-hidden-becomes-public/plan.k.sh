#!/bin/sh
# Node k, promoted version 2: 2 operations.
# plan  343fe0fc374f96c494c9bc84423104ffab0b6256c2fb2e1d074555b4c99b6a6c
# basis b3a704cb231742c5e9619164841ba720a0dd46527ee03716ff04953a43cbac2e (the observed state it was
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
