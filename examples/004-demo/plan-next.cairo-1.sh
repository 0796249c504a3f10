#!/bin/sh
# Node cairo-1, EJyFexd14LVGi version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  a5b6ac66ef3ae53b6a5e303259a2e6ccfbbc45ec8eaecd2ea96cf1eb61b7701b
# basis ecc746bdcfb6b6263299e18222ea6b80b41e2d1463b3c1f172a327d58c48ecff (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip -n n-EJyFexd14LVGi link delete dev w-EJyFexd14LVGi

# no longer wanted
ip -n n-EJyFexd14LVGi link delete dev n-EJyFexd14LVGi
ip link delete dev b-EJyFexd14LVGi
ip netns delete n-EJyFexd14LVGi
