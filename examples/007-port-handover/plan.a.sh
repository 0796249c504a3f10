#!/bin/sh
# Node a, blue version 2, red version 2: 3 operations, of which 3 reset WireGuard sessions.
# plan  da85b2f67c14112793a920e89eb53f108219019d0c9dc3d9ee058a3462c7386e
# basis 9ab2e93113547ac851832736fea4d8bfb31f089c1ce8854d68071b8986c6e01c (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-red wg set w-red listen-port 0

# port peers dial (resets sessions)
ip netns exec n-blue wg set w-blue listen-port 7001
ip netns exec n-red wg set w-red listen-port 7003
