#!/bin/sh
# Node b, blue version 2, red version 2: 2 operations.
# plan  b27d20e7cd2139a31b94870ebaee3a0971b26b0910b565569b329421b6ffad34
# basis a9a4039d1e5aff74561cef77dc808202f2e869bf6584f5d8bd99e4f02c6766e7 (the observed state it was
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
