#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  0b25a0f2434f86039b24bc393a36a323d0d3b5a3ec2d70c0edd3dfcef41f24ff
# basis 3211ac788a363f6138b90757109e447d40c0fb01a76eda2252fa3df074b50523 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip -n n-leaves link delete dev w-leaves

# no longer wanted
ip -n n-leaves link delete dev n-leaves
ip link delete dev b-leaves
ip netns delete n-leaves
