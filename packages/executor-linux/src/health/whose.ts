import type { Chain, Hook } from './chain.js';

/** Programs that write rules, how their chains or tables are called, and how each is told to let something through. */
interface Program {
  readonly name: string;
  readonly chains?: RegExp;
  readonly tables?: RegExp;
  /** Returns words for what comes to the host on a link and port; with `PORT` where no port is known yet. */
  readonly admit: (link: string, port: string) => string;
  /** Returns words for what a bridge passes from one of its members to another. */
  readonly pass: (bridge: string) => string;
}

const noBridges =
  'sysctl -w net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0, where nobody needs these';

const programs: readonly Program[] = [
  {
    name: 'ufw',
    chains: /^ufw6?-/,
    admit: (link, port) => `ufw allow in on ${link} to any port ${port} proto udp`,
    pass: (bridge) => `ufw route allow in on ${bridge} out on ${bridge}`,
  },
  {
    name: 'firewalld',
    chains: /^(?:filter_(?:INPUT|FORWARD|IN_|FWD_)|IN_|FWDI_|FORWARD_(?:IN|OUT)_ZONES)/,
    tables: /firewalld/,
    admit: (_, port) => `firewall-cmd --permanent --add-port=${port}/udp && firewall-cmd --reload`,
    pass: () => noBridges,
  },
  {
    name: 'Docker',
    chains: /^DOCKER/,
    tables: /docker/,
    admit: (link, port) => `iptables -I INPUT -i ${link} -p udp --dport ${port} -j ACCEPT`,
    pass: (bridge) => `iptables -I DOCKER-USER -i ${bridge} -o ${bridge} -j ACCEPT; or ${noBridges}`,
  },
  {
    name: 'Kubernetes',
    chains: /^(?:KUBE|CNI|cali|CILIUM)[-_]/,
    admit: (link, port) => `iptables -I INPUT -i ${link} -p udp --dport ${port} -j ACCEPT`,
    pass: () => noBridges,
  },
  {
    name: 'libvirt',
    chains: /^LIBVIRT_/,
    tables: /libvirt/,
    admit: (link, port) => `iptables -I INPUT -i ${link} -p udp --dport ${port} -j ACCEPT`,
    pass: () => noBridges,
  },
];

/** Whose chain it is, as far as names tell, and what that one is told to let the packets through. */
export interface Obstacle {
  /** `ufw (chain INPUT of table ip filter)`. */
  readonly who: string;
  readonly admit: Program['admit'];
  readonly pass: Program['pass'];
}

/** Says whose a base chain is: by its table, or by the chains that it jumps to. */
export function whose(chain: Chain): Obstacle {
  const targets = chain.rules.flatMap(({ verdict }) =>
    verdict?.kind === 'jump' || verdict?.kind === 'goto' ? [verdict.chain] : [],
  );
  const found = programs.filter(
    ({ chains, tables }) =>
      tables?.test(chain.table) === true || [chain.name, ...targets].some((name) => chains?.test(name)),
  );
  const place = `chain ${chain.name} of table ${chain.table}`;
  const [first] = found;
  if (first === undefined) {
    const policy = `let it pass ${place}`;
    return {
      who: place,
      admit: (link, port) => `${policy}: iifname "${link}" udp dport ${port} accept`,
      pass: (bridge) => `${policy}: iifname "${bridge}" oifname "${bridge}" accept; or ${noBridges}`,
    };
  }
  const names = found.map(({ name }) => name).join(' and ');
  const { admit, pass } = first;
  return { who: `${names} (${place})`, admit, pass };
}

/** The hooks that a packet for the host meets, and those that one through it does. */
export const inwards: readonly Hook[] = ['prerouting', 'input'];
export const through: readonly Hook[] = ['prerouting', 'forward'];
