#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  e1a13e4624969fce8cb65fa3a0f9f16a4d244f911ed87d0e5f40ac2d8e095149
# basis 7edd11848ca62a56fd09f44065971d1155256867d4c146e32ac423e3fdc41ba3 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
