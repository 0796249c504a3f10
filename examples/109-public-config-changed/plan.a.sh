#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  062682f38306025c06a36afd0510b0461095891c40611090b1777951c6ea620c
# basis c9bef9cb92a86950247888adaa052ab8e639b4a384cade9caaf80c51168f657f (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
