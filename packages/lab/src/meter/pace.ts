import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab.js';
import type { Flow } from './flows.js';
import { lossOf } from './loss.js';
import { startPings } from './pings.js';
import { handshaking } from './sessions.js';

/** Seconds between two pings of a flow, the shortest first. */
const paces = [0.2, 0.4, 0.8] as const;

/** How many times as long the pace is as the shortest that is carried: others begin to work beside the laboratory. */
const headroom = 2;

/** Milliseconds at each pace. */
const trial = 3000;

/**
 * Returns how many seconds to leave between two pings of a flow, so that no machine is too slow or too busy to carry
 * them: what is lost then is lost by what is done to the nodes. To be asked while nothing is done to them.
 */
export async function paceOf(lab: Lab, netns: string, flows: readonly Flow[]): Promise<number> {
  let last = 0;
  for (const pace of paces) {
    last = pace;
    const pings = startPings(lab, netns, flows, pace);
    await pings.answered(Date.now());
    await sleep(handshaking);
    const begin = Date.now();
    await sleep(trial);
    const end = Date.now();
    await pings.answered(end);
    const packets = [...(await pings.stop()).values()];
    if (packets.every((each) => lossOf(each, begin, end).lost === 0)) break;
  }
  return headroom * last;
}
