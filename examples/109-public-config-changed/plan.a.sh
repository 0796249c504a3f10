#!/bin/sh
# Node a, its own network, changed version 1: 3 operations.
# plan  9060e5e47860854223a783ec3890a7ea75bf95f87cdd95b3025fa233a76539f0
# basis 35b5cce850471c208d691fcad59d591c15d4477adc1c1a2e168e5dbd716fa9b0 (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# set by the farmer
ip -n public address add 198.51.100.11/24 dev public
ip -n public address add 198.51.100.12/24 dev public

# no longer wanted
ip -n public address delete 198.51.100.10/24 dev public
