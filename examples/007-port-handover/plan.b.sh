#!/bin/sh
# Node b, blue version 2, red version 2: 2 operations.
# plan  a70ee7f0fba789ce7f6cbbb5b483bf3ac285f35d28dc5b4fb65b0d650f5c6606
# basis a9709447ff8ea2fe9810d44645348924e378590e27e160803583e1e3a78f88b1 (the observed state it was
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
