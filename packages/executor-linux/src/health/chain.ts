import { type Answer, every, type Packet } from './packet.js';

/** What a rule makes of a packet that it matches; absent: nothing, as one that only counts. */
export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string };

/** One rule: what it matches, and its verdict. */
export interface Rule {
  readonly matches: readonly ((packet: Packet) => Answer)[];
  readonly verdict?: Verdict;
}

/** The hooks that a packet for the host, or one that goes through it, meets. */
export type Hook = 'prerouting' | 'input' | 'forward';

/** A chain of one table. */
export interface Chain {
  /** As nft(8) and iptables(8) name it, `inet firewalld` or `ip filter`. */
  readonly table: string;
  /** Which packets it sees. */
  readonly families: readonly Packet['family'][];
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Of a base chain: where it hooks in, and what becomes of what no rule decides. */
  readonly base?: { readonly hook: Hook; readonly policy: 'accept' | 'drop' };
}

/** What may become of a packet in a chain: `end` is that no rule decides. */
type Fate = 'accept' | 'drop' | 'end';

/** Longest way through chains that jump to chains: the kernel refuses loops, and has 16 for the deepest. */
const deepest = 16;

/**
 * Returns the base chains at these hooks that drop the packet for sure. Each of them decides for itself: what one
 * accepts, another may still drop.
 */
export function blocking(chains: readonly Chain[], hooks: readonly Hook[], packet: Packet): readonly Chain[] {
  return chains.filter(({ base, table, families, ...chain }) => {
    if (base === undefined || !hooks.includes(base.hook) || !families.includes(packet.family)) return false;
    const siblings = new Map(
      chains
        .filter((each) => each.table === table && each.families.includes(packet.family))
        .map((each) => [each.name, each]),
    );
    const fates = fatesIn(chain, siblings, packet, deepest);
    return [...fates].every((fate) => (fate === 'end' ? base.policy : fate) === 'drop');
  });
}

function fatesIn(
  { rules }: Pick<Chain, 'rules'>,
  siblings: ReadonlyMap<string, Chain>,
  packet: Packet,
  left: number,
): ReadonlySet<Fate> {
  const fates = new Set<Fate>();
  for (const { matches, verdict } of rules) {
    const matched = every(matches.map((match) => match(packet)));
    if (matched === 'no' || verdict === undefined) continue;
    let goesOn = matched === 'maybe';
    for (const fate of fatesBy(verdict, siblings, packet, left)) {
      if (fate === 'next') goesOn = true;
      else fates.add(fate);
    }
    if (!goesOn) return fates;
  }
  return fates.add('end');
}

function fatesBy(
  verdict: Verdict,
  siblings: ReadonlyMap<string, Chain>,
  packet: Packet,
  left: number,
): readonly (Fate | 'next')[] {
  switch (verdict.kind) {
    case 'accept':
    case 'drop':
      return [verdict.kind];
    case 'return':
      return ['end'];
    case 'jump':
    case 'goto': {
      const chain = siblings.get(verdict.chain);
      if (chain === undefined || left === 0) return ['accept', 'next'];
      const fates = [...fatesIn(chain, siblings, packet, left - 1)];
      return verdict.kind === 'goto' ? fates : fates.map((fate) => (fate === 'end' ? 'next' : fate));
    }
    default:
      return verdict satisfies never;
  }
}
