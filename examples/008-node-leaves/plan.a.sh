#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  72e0e3251dd21c6879ee91f36908ea3c6ead641bfba3a824df15d60c5da46546
# basis 406cf765d9f0ec084b9e7484e32f65d19a78fd7dfa8c525d5884f83fef8e7af3 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
