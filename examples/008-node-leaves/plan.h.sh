#!/bin/sh
# Node h, leaves version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  f97c7926ffd794fc4beb15020d500912cdcd1aac22e165fbb1b79faee9673550
# basis 69eeda9a71325cc8b12f888b30cb2e4c90440b310530b0dba8b14d4dce95b79d (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# no longer wanted (resets sessions)
ip -n n-leaves link delete dev w-leaves

# no longer wanted
ip -n n-leaves link delete dev n-leaves
ip link delete dev b-leaves
ip netns delete n-leaves
