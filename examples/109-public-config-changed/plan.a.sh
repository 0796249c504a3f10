#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  8283a1d80436ef8963c666d9391bdef0e8bda26004a743b2b48a08290b7f49c1
# basis 5df56af453bda2943ebce58aa8583a607ee357d751c3e355e9ec463493aed273 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
