import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab.js';
import type { Flow } from './flows.js';

/** A ping, and whether it was answered. */
export interface Packet {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly answered: boolean;
}

/** Pings that go on. */
export interface Pings {
  /** Waits until in each flow a ping was answered that was sent after a time. */
  readonly answered: (since: number) => Promise<void>;
  /** Ends them, and returns what became of each, in the order of sending. */
  readonly stop: () => Promise<ReadonlyMap<Flow, readonly Packet[]>>;
}

/** Seconds between two pings of a flow, unless told. */
const usual = 0.05;

/** Milliseconds for an answer in each flow: two nodes may both have to repeat a handshake (Rekey-Timeout, 5 s). */
const patience = 30_000;

/**
 * Starts to ping in every flow, in the namespaces with a name, the network resources of a network say, or without one
 * in those of the hosts. Only root may ping as often.
 */
export function startPings(
  lab: Lab,
  netns: string | undefined,
  flows: readonly Flow[],
  interval = usual,
): Pings {
  const fileOf = ({ target }: Flow) => `ping-${netns ?? ''}-${target}`;
  const ended = new Set<Flow>();
  const running = flows.map((flow) => {
    lab.node(flow.from).write(fileOf(flow), '');
    const ping = `exec ping -n -D -i ${interval} -I ${flow.source} ${flow.target} >${fileOf(flow)} 2>&1`;
    const pinging = lab.node(flow.from).spawn(['sh', '-c', ping], netns === undefined ? {} : { netns });
    void pinging.done.then(() => ended.add(flow));
    return pinging;
  });
  const read = (flow: Flow) => lab.node(flow.from).read(fileOf(flow));
  return {
    answered: async (since) => {
      const deadline = Date.now() + patience;
      let waiting = flows;
      for (;;) {
        waiting = waiting.filter((flow) => !((lastAnswer(read(flow))?.sentAt ?? 0) > since));
        if (waiting.length === 0) return;
        const flow = Date.now() > deadline ? waiting[0] : waiting.find((each) => ended.has(each));
        if (flow !== undefined) {
          throw new Error(`${flow.to} does not answer ${flow.from}:\n${read(flow).slice(-400)}`);
        }
        await sleep(50);
      }
    },
    stop: async () => {
      await Promise.all(running.map((ping) => ping.kill('SIGINT')));
      await Promise.all(running.map(({ done }) => done));
      return new Map(flows.map((flow) => [flow, packetsOf(read(flow), interval)]));
    },
  };
}

interface Answer {
  readonly sequence: number;
  readonly sentAt: number;
}

/**
 * Returns the answers in what ping(8) said. The time before a line is that of the answer (`-D`), and the one in it how
 * long that took.
 */
function answersIn(text: string): readonly Answer[] {
  const lines = text.matchAll(/^\[([\d.]+)\] \d+ bytes from .* icmp_seq=(\d+) .* time=([\d.]+) ms$/gm);
  return [...lines].map(([, seconds, sequence, milliseconds]) => ({
    sequence: Number(sequence),
    sentAt: Number(seconds) * 1000 - Number(milliseconds),
  }));
}

/** Returns the last answer, from the last lines only. The first of these may be torn. */
function lastAnswer(text: string): Answer | undefined {
  return answersIn(text.slice(-500)).at(-1);
}

/**
 * Returns all packets of a flow. Those without an answer were sent at even times between those about them that have
 * one.
 */
function packetsOf(text: string, interval: number): readonly Packet[] {
  const answers = answersIn(text).toSorted((a, b) => a.sequence - b.sequence);
  const transmitted = Number(/^(\d+) packets transmitted/m.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(transmitted)) throw new Error(`ping did not say how it went:\n${text.slice(-400)}`);
  const packets: Packet[] = [];
  const between = betweenAt(interval);
  let before: Answer | undefined;
  let next = 0;
  for (let sequence = 1; sequence <= transmitted; sequence++) {
    const after = answers[next];
    if (after?.sequence === sequence) {
      packets.push({ sentAt: after.sentAt, answered: true });
      before = after;
      while (answers[next]?.sequence === sequence) next++; // a duplicate is no other answer
    } else {
      packets.push({ sentAt: between(before, after, sequence), answered: false });
    }
  }
  return packets;
}

/** Returns when a ping without an answer was sent, which the answers about it tell. */
const betweenAt =
  (interval: number) =>
  (before: Answer | undefined, after: Answer | undefined, sequence: number): number => {
    if (before === undefined) {
      return after === undefined ? 0 : after.sentAt - (after.sequence - sequence) * interval * 1000;
    }
    if (after === undefined) return before.sentAt + (sequence - before.sequence) * interval * 1000;
    const part = (sequence - before.sequence) / (after.sequence - before.sequence);
    return before.sentAt + part * (after.sentAt - before.sentAt);
  };
