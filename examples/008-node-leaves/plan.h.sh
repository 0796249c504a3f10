#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  b2e6e5af1777b7a98d1d1a99b22e10ce8a713c7c7b4c7353dd7b5ef32301926d
# basis f5cf51eebc58c12d2a2418824fec5a40eaa58662837dfe8e470d9ec415750058 (the observed state it was
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
