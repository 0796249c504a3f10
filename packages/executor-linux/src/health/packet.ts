import type { Family } from '@networkd/planner';

/** A packet of which it is asked whether it passes, as netfilter sees it. */
export interface Packet {
  readonly family: Family;
  readonly iifname: string;
  /** Absent: it is for the host itself. */
  readonly oifname?: string;
  readonly saddr: string;
  readonly daddr: string;
  readonly dport: number;
  /** What it is to conntrack. */
  readonly state: 'new' | 'established';
}

/** A host on the Internet, of each family: one of those by which the Internet is proved. */
export const somebody: Readonly<Record<Family, string>> = { ipv4: '1.1.1.1', ipv6: '2606:4700:4700::1111' };

/** Does a packet have what a match asks for? `maybe`: that depends on what is not looked at. */
export type Answer = 'yes' | 'no' | 'maybe';

export function answer(is: boolean): Answer {
  return is ? 'yes' : 'no';
}

export function negated(given: Answer): Answer {
  return given === 'maybe' ? given : answer(given === 'no');
}

/** Returns the answer where all have to hold. */
export function every(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}

/** Returns the answer where one has to hold. */
export function some(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}
