#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  a4ba4a7757dfa9085a39f8857da5acd0542ba596bc56469e5bcb3ca55b5b45c7
# basis 5ab88acd0c4327f0b10b1a384d4d29acc445794b9813b9bf731cd4108c1e5b12 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
