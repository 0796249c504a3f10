#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  feaf89a7484463d6c5a8aff5bc1b9aa3ff19b16a572ef4e9dc7b6087c0c27939
# basis b01408fa833131a0e17c71f0551bf271b98b13c96bd9247cdbf9c0b41c59d84c (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
