#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  0e57de939d40cf95856e09c6a54c694b699b2020741ef36ab606cc40ad4063ca
# basis 2b8f9bfa48546e82cf8f28e3e2d0a77edfa82406c8a275ea6ee9cedfd866d880 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
