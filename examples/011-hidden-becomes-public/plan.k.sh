#!/bin/sh
# Node k, promoted version 2: 2 operations.
# plan  d61bef7b1baa0f880d41b6865fb40b1dfae171ad39488226d4e6cf327ff12c21
# basis cf1f976e57d00ed7ffe983ca9e891a497f6ee2462332b4441e4748bf6e56879d (the observed state it was
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
