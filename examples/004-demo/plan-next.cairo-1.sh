#!/bin/sh
# Node cairo-1, EJyFexd14LVGi version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  cf564b0fc55f0d513d9036c2628c1dc2e3046cf271622a8962c38a178e3229c6
# basis e23b5b86b25a83884187107fea34ccaca9f7dce73d0c414b1bbfa1eb071a2542 (the observed state it was
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
