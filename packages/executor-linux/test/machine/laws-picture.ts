import { sh } from './foreign.js';

/** All that is on the machine but in a network's own namespace, line by line. */
export type Picture = readonly string[];

const questions = 'address show\\nroute show table all\\nrule show\\n';
const parameters = ['ipv4/ip_forward', 'ipv6/conf/all/forwarding', 'ipv4/conf/all/promote_secondaries'];
const files = parameters.map((name) => `/proc/sys/net/${name}`).join(' ');

/** Says what is in the namespace it runs in. */
const look = `printf '${questions}' | ip -oneline -batch -
ip -oneline -6 rule show
nft list ruleset
cat ${files}
ss -Hlun | sed 's/^/socket: /'
`;

/** Takes the picture: links, addresses, routes, rules, tables, parameters, sockets, namespaces, processes and files. */
export function picture(): Picture {
  const text = sh(`
    look="${look}"
    for netns in public n-other-ns; do ip netns exec $netns sh -euc "$look"; done
    eval "$look"
    ls /run/netns
    pgrep -a -x wireguard-go
    ls -A /run/wireguard /run/networkd 2>/dev/null | grep -v '^rulesets.json$\\|^/run\\|^$' || true
  `);
  return text.split('\n');
}

/** The picture without networks: nothing in it is named as their objects are. Whose sockets they are nobody can tell. */
export function without(networks: readonly string[], lines: Picture): Picture {
  const ours = new RegExp(`(^|[^0-9A-Za-z])[bnw]-(${networks.join('|')})([^0-9A-Za-z]|$)|^socket: `);
  return lines.filter((line) => !ours.test(line));
}

/** How the pictures differ: nothing where they are the same to the byte. */
export function changedSince(before: Picture, after: Picture): readonly string[] {
  if (before.join('\n') === after.join('\n')) return [];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const fresh = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...fresh, 'or the same lines in another order'];
}
