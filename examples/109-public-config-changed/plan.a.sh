#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  b63f96b929b4b613dc95a263dd4d5ed56cb95709e8d556184b4ecce5732ce0ec
# basis bbdbd25b5a56648b443c3a734cc96ae35bc6be9a1d52892ad2fd0d18aa95f1fa (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
