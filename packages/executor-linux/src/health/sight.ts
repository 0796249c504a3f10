import { readFileSync } from 'node:fs';
import type { Family, NodeState } from '@networkd/planner';
import { present } from '@networkd/planner';
import { type FoundPlace, readFoundPlace } from '../node/found-place.js';
import { namespaceNames } from '../observe/netns/namespace.js';
import type { Means } from '../options.js';
import type { Chain } from './chain.js';
import { othersChains } from './rulesets.js';

/** All that the checks look at: what a node should be, and what works on it now. */
export interface Sight extends Means {
  readonly expected: NodeState;
  readonly host: FoundPlace;
  /** The namespaces of the node's own that are there. */
  readonly ndmz?: FoundPlace;
  readonly public?: FoundPlace;
  /** The chains of everybody else, in the host's namespace and in `public`. */
  readonly chains: { readonly host: readonly Chain[]; readonly public: readonly Chain[] };
  /** The families of which frames that a bridge passes on meet the rules of the host (`br_netfilter`). */
  readonly bridged: readonly Family[];
}

/** Looks at the node. Throws `NotObserved`. */
export async function lookAround({ run, clock }: Means, expected: NodeState): Promise<Sight> {
  const names = namespaceNames();
  const placeOf = async (netns: string) => (names.includes(netns) ? readFoundPlace(run, netns) : undefined);
  const [host, ndmz, open, ofHost, ofPublic] = await Promise.all([
    readFoundPlace(run),
    placeOf('ndmz'),
    placeOf('public'),
    othersChains(run),
    names.includes('public') ? othersChains(run, 'public') : [],
  ]);
  return {
    run,
    clock,
    expected,
    host,
    ...present({ ndmz, public: open }),
    chains: { host: ofHost, public: ofPublic },
    bridged: bridgedFamilies(),
  };
}

/**
 * Returns the families of which bridged frames meet the rules of the host. Where the module is not loaded there is no
 * such parameter.
 */
export function bridgedFamilies(): readonly Family[] {
  const isSet = (name: string) => {
    try {
      return readFileSync(`/proc/sys/net/bridge/${name}`, 'utf8').trim() === '1';
    } catch {
      return false;
    }
  };
  return [
    ...(isSet('bridge-nf-call-iptables') ? (['ipv4'] as const) : []),
    ...(isSet('bridge-nf-call-ip6tables') ? (['ipv6'] as const) : []),
  ];
}
