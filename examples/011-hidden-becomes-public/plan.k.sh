#!/bin/sh
# Node k, promoted version 2: 2 operations.
# plan  ac3579ccab0ad0782550f7d992d9b1ffab38ead29b8302b696649195b047e3db
# basis 90b876510778328420d25042ae02344d8acede4a7b09995fee82fdd92c9c88ea (the observed state it was
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
