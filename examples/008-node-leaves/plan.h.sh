#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  2363ff4bdd26234f8a85584d6b7904b377835cca7eed93ccd0e69242600a6cfc
# basis 9d29ec12dc8d0c9faf5d4beac82fba8de2811edcac897f82c0548d7129f4a609 (the observed state it was
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
