#!/bin/sh
# Node a, leaves version 2: 1 operation, of which 1 reset WireGuard sessions.
# plan  5a6ad2185ac084a460162e35853482753a870cd7caf292605b3aa8ac784ac5f9
# basis e030a8b781babde94e5a74cbcdc717961dab73e4ec63070824c19ffa57aec1cd (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip netns exec n-leaves wg set w-leaves peer 88ptWxgLDrruQh48TPeMm4UIXf52l3nRfDR7vDk/sG0= remove
