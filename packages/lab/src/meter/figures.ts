import type { Concerned } from '../network/concerned.js';
import type { Flow } from './flows.js';
import type { Packet } from './pings.js';

/** Pings that were sent, and those of them that had no answer. */
export interface Figures {
  readonly sent: number;
  readonly lost: number;
}

/** Pings, and how many of those lost are more than the datagrams that were left unread in the same stages. */
export interface Account extends Figures {
  readonly unexplained: number;
}

/** The time from when a version is rolled out to when the next is, in milliseconds since 1970. */
export interface Stage {
  readonly title: string;
  readonly begin: number;
  /** When all that the version concerns was there again. */
  readonly settled: number;
  readonly concerned: Concerned;
  /** Datagrams left unread by the nodes until it began: `unreadIn`. */
  readonly unread: number;
}

/** How the way of a ping was concerned when it was sent. */
type Concern = 'none' | 'peers' | 'pair';

/** What became of a flow in a stage, of one concern. */
export interface Passage extends Figures {
  readonly flow: Flow;
  readonly stage: Stage;
  readonly concern: Concern;
  /** When the first of the lost was sent, in milliseconds since the version was rolled out. */
  readonly lostAfter?: number;
}

/** Returns what became of the flows in each stage. The last one ends at `end`. */
export function passages(
  packets: ReadonlyMap<Flow, readonly Packet[]>,
  stages: readonly Stage[],
  end: number,
): readonly Passage[] {
  return [...packets].flatMap(([flow, all]) => {
    let settled = 0;
    return stages.flatMap((stage, i) => {
      const { pair, peers } = stage.concerned;
      if (pair(flow.from, flow.to)) settled = Math.max(settled, stage.settled);
      const until = stages[i + 1]?.begin ?? end;
      const own = all.filter(({ sentAt }) => sentAt >= stage.begin && sentAt < until);
      const quiet: Concern = peers(flow.from, flow.to) ? 'peers' : 'none';
      const passage = (concern: Concern, isPart: (packet: Packet) => boolean): Passage => {
        const part = own.filter(isPart);
        const lost = part.filter(({ answered }) => !answered);
        const [first] = lost;
        const after = first === undefined ? {} : { lostAfter: Math.round(first.sentAt - stage.begin) };
        return { flow, stage, concern, sent: part.length, lost: lost.length, ...after };
      };
      return [
        passage('pair', ({ sentAt }) => sentAt < settled),
        passage(quiet, ({ sentAt }) => sentAt >= settled),
      ];
    });
  });
}

/**
 * Returns what became of pings in stages that follow one another. `unread` datagrams were left unread until the last
 * one ended. A datagram carries one ping at most.
 */
export function accountOf(all: readonly Passage[], stages: readonly Stage[], unread: number): Account {
  const each = stages.map((stage, i) => {
    const figures = sum(all.filter((passage) => passage.stage === stage));
    const excuse = Math.max(0, (stages[i + 1]?.unread ?? unread) - stage.unread);
    return { ...figures, unexplained: Math.max(0, figures.lost - excuse) };
  });
  return { ...sum(each), unexplained: each.reduce((total, { unexplained }) => total + unexplained, 0) };
}

export function sum(figures: readonly Figures[]): Figures {
  const add = (field: keyof Figures) => figures.reduce((total, each) => total + each[field], 0);
  return { sent: add('sent'), lost: add('lost') };
}
