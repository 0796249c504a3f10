import { dockerRules } from './docker-rules.js';
import { firewalldRules } from './firewalld-rules.js';
import type { Piece } from './piece.js';
import { ufwRules } from './ufw-rules.js';
import { ufwRules6 } from './ufw-rules6.js';

/** Feeds a text to a command. */
function feed(command: string, text: string): string {
  return `${command} <<'end of text'\n${text}end of text`;
}

/** Docker's bridge, and its rules: nothing is forwarded that is not a container's. */
export const docker: Piece = {
  name: 'Docker',
  script: `
ip link add docker0 address 02:42:00:00:00:01 type bridge
ip address add 172.17.0.1/16 broadcast 172.17.255.255 dev docker0
ip link set dev docker0 up
sysctl -qw net.ipv4.ip_forward=1
${feed('iptables-nft-restore --noflush', dockerRules)}`,
};

/** ufw's rules: nothing comes in that was not asked for. They go before or after Docker's in the same table. */
export const ufw: Piece = {
  name: 'ufw',
  script: `${feed('iptables-nft-restore --noflush', ufwRules)}
${feed('ip6tables-nft-restore --noflush', ufwRules6)}`,
};

/** firewalld's table: nothing comes in that its zone does not name. */
export const firewalld: Piece = { name: 'firewalld', script: feed('nft -f -', firewalldRules) };

/** Tables that are nobody's in particular, one with a name much like ours. */
export const ownTables: Piece = {
  name: 'tables by hand',
  script: `nft -f - <<'end of text'
table inet networkd2 {
  set banned { type ipv4_addr; flags interval; elements = { 192.0.2.1, 198.51.100.0/24 } }
  counter seen { }
  chain in { type filter hook input priority 10; ip saddr @banned counter name seen drop; }
}
table netdev edge { }
end of text`,
};
