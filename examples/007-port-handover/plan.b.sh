#!/bin/sh
# Node b, blue version 2, red version 2: 2 operations.
# plan  dfe31b575f20fb0fc621e8475a3fdbad94bf79ad7545f622a927a75da188ce2c
# basis e1aa2685919571e44a1f26b0db2b445ff44ffa049647720f5a47d1c155438824 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# a, both dial over IPv4; endpoint changed
ip netns exec n-blue wg set w-blue peer TNLKikztRdSjkotoSWE7ljDw4GXR2LYBgXE7E7VSC0o= \
  endpoint 198.51.100.10:7001 \
  persistent-keepalive off \
  allowed-ips 10.2.2.0/24,100.64.2.2/32
ip netns exec n-red wg set w-red peer wz1jMk0QxfwAJ5nwokMwQmm67upMowSL0yN5raF+fzQ= \
  endpoint 198.51.100.10:7003 \
  persistent-keepalive off \
  allowed-ips 10.1.2.0/24,100.64.1.2/32
