#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  6dc8fd37437d6e2ca10b67b5079da7b233f139f1de6ed2f70b8a925b0912bb7e
# basis 2b8f9bfa48546e82cf8f28e3e2d0a77edfa82406c8a275ea6ee9cedfd866d880 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
