import type { Family, Hop, NoPeering, Reach } from '@networkd/planner';

export type Unreachable = Extract<Reach, { readonly kind: 'Unreachable' }>;
export type Via = Extract<Reach, { readonly kind: 'Via' }>;

const noPeering: Readonly<Record<NoPeering, string>> = {
  'both-hidden': 'both are hidden',
  'no-common-family': 'no common family',
  'no-gateway': 'no gateway',
};

/** Says why the two are no peers. An access point has one peer only. */
export function whyVia({ why }: Via): string {
  return why === undefined ? 'an access point goes over its node' : noPeering[why];
}

export function whyNot({ drop, at, why }: Unreachable): string {
  const cause = why === undefined || drop === 'down' ? '' : `${noPeering[why]}, and `;
  switch (drop) {
    case 'down':
      return `${at} is down`;
    case 'no-route':
      return `${cause}${at} has no peer for it`;
    case 'source-refused':
      return `${cause}${at} refuses the source, which it would send another way`;
    case 'not-forwarding':
      return `${cause}${at} does not forward`;
    case 'loop':
      return `${cause}the packet comes to ${at} twice`;
    default:
      return drop satisfies never;
  }
}

/** Returns those that a packet goes through between its ends. */
export function between(hops: readonly Hop[]): readonly string[] {
  return hops.slice(1).map(({ from }) => from);
}

/** Returns the way as one line, `h ─4─ b ─6─ s`, with the family of each hop. */
export function wayOf(hops: readonly Hop[]): string {
  const [first] = hops;
  return (first?.from ?? '') + hops.map(({ family, to }) => ` ─${digitOf(family)}─ ${to}`).join('');
}

export function digitOf(family: Family): string {
  return family === 'ipv4' ? '4' : '6';
}

/** Says whether the one way is the other, walked backwards. */
export function isReverse(there: readonly Hop[], back: readonly Hop[]): boolean {
  return (
    there.length === back.length &&
    there.every(({ from, to, family }, i) => {
      const hop = back[back.length - 1 - i];
      return hop !== undefined && hop.from === to && hop.to === from && hop.family === family;
    })
  );
}
