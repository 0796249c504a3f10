#!/bin/sh
# Node cairo-1, EJyFexd14LVGi version 2: 4 operations, of which 1 reset WireGuard sessions.
# plan  a0185cae346114a36dbdd85e2845c000ff29e55ff5a956d67f06b6f775f8bf13
# basis 376cf04a6025e4947e4a8a63dc9b64057bbc31d165728372cd38e1f8b4ac8e4c (the observed state it was
# computed from)
# Run it as root, on this node, in that state. It stops at the first command that fails: then plan
# again.
set -eu

# A program that goes on is in a session of its own, and by its files known as ours to whoever plans
# or applies next.
await() {
  tries=100
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}
gone() {
  [ -z "$(find /proc/[0-9]*/fd/1 \( -lname "$1" -o -lname "$1 (deleted)" \) 2>/dev/null)" ]
}
leave() {
  [ -e "$1" ] || return 0
  await gone "$1"
  rm -f "$1"
}

# no longer wanted (resets sessions)
ip -n n-EJyFexd14LVGi link delete dev w-EJyFexd14LVGi
leave /run/networkd/w-EJyFexd14LVGi.log

# no longer wanted
ip -n n-EJyFexd14LVGi link delete dev n-EJyFexd14LVGi
ip link delete dev b-EJyFexd14LVGi
ip netns delete n-EJyFexd14LVGi
