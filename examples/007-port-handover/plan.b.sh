#!/bin/sh
# Node b, blue version 2, red version 2: 2 operations.
# plan  e4a0a49936c0c54ff097fc3b2a4f3d2d81f0b0909f81d2689a158edb2b9d3e21
# basis 45c6e691d9569ff1e26a6e49fdadb5c40152225e4c9f728f003e8c0ec2c52f46 (the observed state it was
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
