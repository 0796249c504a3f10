import { tcpSyn } from './match.js';
import type { Match, Rule } from './rule.js';

/** Lets packets through that match. */
export const accept = (...matches: readonly Match[]): Rule => ({ matches, statement: { kind: 'accept' } });

/** Drops packets that match. */
export const drop = (...matches: readonly Match[]): Rule => ({ matches, statement: { kind: 'drop' } });

/** Keeps packets that match out of the table of connections. */
export const notrack = (...matches: readonly Match[]): Rule => ({ matches, statement: { kind: 'notrack' } });

/** Gives connections that match an address of the interface that they go out by, and with `randomPorts` any port. */
export const masquerade = (out: Match, randomPorts = false): Rule => ({
  matches: [out],
  statement: { kind: 'masquerade', randomPorts },
});

/** Clamps TCP's MSS to what the route takes. */
export const clamp = (out: Match): Rule => ({ matches: [out, tcpSyn], statement: { kind: 'clamp' } });

/** Marks packets that match with the bits, beside those that they bear. */
export const markWith = (mark: string, ...matches: readonly Match[]): Rule => ({
  matches,
  statement: { kind: 'mark', mark },
});
