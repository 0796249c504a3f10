/**
 * What udhcpc(8) runs at every event, as a POSIX shell script: gives the link its address for as long as it is lent, and
 * the default route, and writes down what the server said. Without `NETWORKD_LEASE`, the file to write that to, it only
 * prints it and touches nothing. Whoever answers first on a segment is the server, so every value is held against what it
 * may be, and texts (names, domains, messages) are not used at all.
 */
export const udhcpcScript = String.raw`#!/bin/sh
set -uf
umask 077
PATH="\${PATH:-/usr/sbin:/usr/bin:/sbin:/bin}:/usr/sbin:/sbin"
: "\${interface:?}" "\${ip=}" "\${mask=}" "\${router=}" "\${serverid=}" "\${lease=3600}"
file=\${NETWORKD_LEASE-}

# Below others' routes to the same place: theirs are not ours to replace.
metric=110

refuse() {
  echo "refused $1: $2" >&2
  exit 1
}

# May a host have the address?
is_host() {
  case $1 in
    *[!0-9.]* | 0.* | 127.* | 22[4-9].* | 2[3-9][0-9].* | *.*.*.*.*) return 1 ;;
    *.*.*.*) return 0 ;;
    *) return 1 ;;
  esac
}

# A whole number without leading zeros, no longer than the most there is.
is_number() {
  case $1 in
    '' | 0?* | *[!0-9]* | ???????????*) return 1 ;;
    *) return 0 ;;
  esac
}

# With less, half the Internet would be taken for neighbours.
is_length() {
  is_number "$1" && [ "$1" -ge 8 ] && [ "$1" -le 32 ]
}

take_away() {
  ip -4 route flush dev "$interface" proto dhcp
  ip -4 address flush dev "$interface" dynamic
  rm -f "$file"
}

give() {
  ip -4 address replace "$ip/$mask" dev "$interface" valid_lft "$kept" preferred_lft "$kept"
  ip -4 -oneline address show dev "$interface" dynamic | while read -r _ _ _ old _; do
    [ "$old" = "$ip/$mask" ] || ip -4 address delete "$old" dev "$interface"
  done
  [ -n "$gateway" ] || ip -4 route flush dev "$interface" proto dhcp
  [ -z "$gateway" ] ||
    ip -4 route replace default via "$gateway" dev "$interface" proto dhcp metric $metric 2>/dev/null ||
    ip -4 route replace default via "$gateway" dev "$interface" onlink proto dhcp metric $metric
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
    is_host "$ip" || refuse address "$ip"
    is_length "$mask" || refuse 'prefix length' "$mask"
    is_number "$lease" || refuse 'lease time' "$lease"
    gateway=
    gateways=
    for each in $router; do
      is_host "$each" || continue
      gateway=\${gateway:-$each}
      gateways="$gateways\${gateways:+,}\"$each\""
    done
    is_host "$serverid" || serverid=
    # udhcpc renews no lease before 61 seconds, and what is lent for ever is to be known as lent all the same.
    kept=$lease
    [ "$kept" -ge 122 ] || kept=122
    [ "$kept" -le 4294967294 ] || kept=4294967294
    facts="{\"address\":\"$ip/$mask\",\"gateways\":[$gateways]\${serverid:+,\"server\":\"$serverid\"},\"seconds\":$lease}"
    if [ -z "$file" ]; then
      echo "$facts"
      exit 0
    fi
    give
    echo "$facts" >"$file.tmp"
    mv "$file.tmp" "$file"
    # Else what it says at each renewal would add up.
    : >"\${file%.lease}.log"
    ;;
esac
`.replaceAll('\\$', '$');
