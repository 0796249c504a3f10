#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  75bf1c76f7deb39fc632d76c65264e02890d02326287be1d3cce7e2072975822
# basis 9f26b696a3a10f34f38a000ea72102225e3aebf64e220a7ae4c48df000d98911 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
