#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  9becf36e7e6466a188dbb33fc10486533814ae0ec10fadfc73fbc22ebed499c8
# basis 29418baab4c5440738c32eae8775d4bcccad646c9b735a84afb911324ee17ce6 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
