#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  0bbdba5a800cfe5d531376276a59382c3d9774e4370efcab2a56a4e2d4fa1034
# basis a1b4bbbbf9adcb6fe0aa3054bb165de253c898fcfe01843f63670bdd044d3db9 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
