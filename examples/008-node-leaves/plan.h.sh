#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  a4920adcfbf0176b8b47c9e102b22d94066997b817ea74c7ee1e984f485c9f51
# basis b071157ec148200cc5ef1cbc514113c8d46b1a300557b06d7b2b7a0426b793fa (the observed state it was
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
