import { values } from './values.js';

/**
 * What udhcpc(8) runs at every event, as a POSIX shell script: gives the link its address for as long as it is lent, and
 * the routes, and writes down what the server said. Without `NETWORKD_LEASE`, the file to write that to, it only prints it
 * and touches nothing. Whoever answers first on a segment is the server, so every value is held against what it may be,
 * and texts (names, domains, messages) are not used at all. What ip(8) does not take is not written down.
 */
export const udhcpcScript = String.raw`#!/bin/sh
set -uf
umask 077
PATH="\${PATH:-/usr/sbin:/usr/bin:/sbin:/bin}:/usr/sbin:/sbin"
: "\${interface:?}" "\${ip=}" "\${mask=}" "\${router=}" "\${staticroutes=}" "\${serverid=}" "\${lease=3600}" "\${mtu=}"
file=\${NETWORKD_LEASE-}

# Below others' routes to the same place: theirs are not ours to replace.
metric=110

# No segment needs more, and the kernel looks through them all.
most_routes=32

refuse() {
  echo "refused $1: $2" >&2
  exit 1
}

leave_out() {
  echo "left out $1: $2" >&2
}

${values}

# RFC 3442: where there are classless routes, the routers of option 3 are not used. "wanted" gets a line for each route.
choose_routes() {
  wanted=
  gateways=
  count=0
  if [ -z "$staticroutes" ]; then
    for each in $router; do
      if ! is_router "$each"; then
        leave_out router "$each"
        continue
      fi
      [ -n "$wanted" ] || wanted="default $each"
      gateways="$gateways $each"
    done
    return
  fi
  # shellcheck disable=SC2086 # to be split
  set -- $staticroutes
  while [ $# -ge 2 ]; do
    if [ $count -ge $most_routes ]; then
      leave_out "all routes after the first $most_routes" "$1"
      return
    fi
    if ! destination=$(destination_of "$1"); then
      leave_out 'route to' "$1"
    elif [ "$2" = 0.0.0.0 ] && [ "$destination" != default ]; then
      wanted="$wanted
$destination"
      count=$((count + 1))
    elif is_router "$2"; then
      wanted="$wanted
$destination $2"
      [ "$destination" != default ] || gateways="$gateways $2"
      count=$((count + 1))
    else
      leave_out "route to $1 by" "$2"
    fi
    shift 2
  done
}

# The MTU as the server says it (option 26). With less than 1280 there would be no IPv6 on the link (RFC 8200).
choose_mtu() {
  if [ -n "$mtu" ] && ! { is_number "$mtu" && [ "$mtu" -ge 1280 ] && [ "$mtu" -le 65535 ]; }; then
    leave_out MTU "$mtu"
    mtu=
  fi
}

# Only a smaller one than the link's is said of a route: more than the link carries would be sent to nobody.
route_mtu() {
  [ -n "$mtu" ] || return 0
  ip -oneline link show dev "$interface" | while read -r words; do
    carried=\${words#* mtu }
    carried=\${carried%% *}
    if is_number "$carried" && [ "$mtu" -lt "$carried" ]; then
      echo "mtu $mtu"
    fi
  done
}

# Is it the address of a router that the link has now? Who answers faster than the real server could have the node take it.
is_taken() {
  ip -4 route show dev "$interface" | grep -qF "via $1 "
}

take_away() {
  ip -4 route flush dev "$interface" proto dhcp
  ip -4 address flush dev "$interface" dynamic
  rm -f "$file"
}

give() {
  ip -4 address replace "$ip/$mask" dev "$interface" valid_lft "$kept" preferred_lft "$kept" ||
    refuse address "$ip/$mask: ip does not take it"
  ip -4 -oneline address show dev "$interface" dynamic | while read -r _ _ _ old _; do
    [ "$old" = "$ip/$mask" ] || ip -4 address delete "$old" dev "$interface"
  done
  said=$(route_mtu)
  given=' '
  while read -r destination via; do
    [ -n "$destination" ] || continue
    if route "$destination" "$via"; then
      given="$given$destination "
    else
      leave_out "route to $destination" "\${via:+by $via: }ip does not take it"
      [ "$destination" != default ] || gateways=
    fi
  done <<ROUTES
$wanted
ROUTES
  ip -4 route show dev "$interface" proto dhcp | while read -r old _; do
    case $given in
      *" $old "*) ;;
      *) ip -4 route delete "$old" dev "$interface" proto dhcp metric $metric ;;
    esac
  done
}

# A router that is not on the link by its address is so by the server's word.
route() {
  # shellcheck disable=SC2086 # to be split
  if [ -z "$2" ]; then
    ip -4 route replace "$1" dev "$interface" proto dhcp scope link metric $metric $said
  else
    ip -4 route replace "$1" via "$2" dev "$interface" proto dhcp metric $metric $said 2>/dev/null ||
      ip -4 route replace "$1" via "$2" dev "$interface" onlink proto dhcp metric $metric $said
  fi
}

facts() {
  list=
  for each in $gateways; do
    list="$list\${list:+,}\"$each\""
  done
  rest="\${serverid:+,\"server\":\"$serverid\"}\${mtu:+,\"mtu\":$mtu}"
  echo "{\"address\":\"$ip/$mask\",\"gateways\":[$list]$rest,\"seconds\":$lease}"
}

case \${1-} in
  deconfig)
    [ -n "$file" ] || exit 0
    # The first one, of a client just started: what an earlier one gave lasts until it is lent no longer.
    if [ -e "$file.new" ]; then
      rm -f "$file.new"
      exit 0
    fi
    take_away
    ;;
  bound | renew)
    # Else what it says at each renewal would add up.
    [ -z "$file" ] || : >"\${file%.lease}.log"
    is_lent "$ip" || refuse address "$ip: no host on the segment can have it"
    is_length "$mask" || refuse 'prefix length' "$mask"
    is_number "$lease" || refuse 'lease time' "$lease"
    is_host "$serverid" || serverid=
    choose_mtu
    choose_routes
    # udhcpc renews no lease before 61 seconds, and what is lent for ever is to be known as lent all the same.
    kept=$lease
    [ "$kept" -ge 122 ] || kept=122
    [ "$kept" -le 4294967294 ] || kept=4294967294
    if [ -z "$file" ]; then
      facts
      exit 0
    fi
    ! is_taken "$ip" || refuse address "$ip: it is a router's"
    give
    facts >"$file.tmp"
    mv "$file.tmp" "$file"
    ;;
esac
`.replaceAll('\\$', '$');
