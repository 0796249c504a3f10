#!/bin/sh
# Node b, blue version 2, red version 2: 2 operations.
# plan  aa4d15e6b759b52b64af09fd77cb69ed5e369f8a86cf384619917af52cd60418
# basis 128d411683b9785c18d347a5c2e0d89596ce98cc7dbd1a45fabea84837126aeb (the observed state it was
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
