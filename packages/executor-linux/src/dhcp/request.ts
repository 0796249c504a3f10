import { dhcpOptions, dhcpScript, type LeaseOffer, present, programs } from '@networkd/planner';
import type { Run } from '../command/run.js';
import { ask } from '../observe/ask.js';
import { scriptFile } from '../process/script-file.js';
import { leaseIn } from './lease.js';

/**
 * Seconds between questions. A server's last word is waited for no longer than three of them, and may take as long as its
 * first.
 */
const pause = 2;

/** What came of asking for a lease: a lease, or why what was given is not one, or neither. */
interface Answer {
  readonly offer?: LeaseOffer;
  readonly refused?: string;
}

/** Asks for a lease until one is given, takes it, and sets nothing. */
export async function requestLease(
  run: Run,
  netns: string | undefined,
  device: string,
  state: string,
  seconds: number,
): Promise<Answer> {
  const inside = netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
  const tries = ['-t', String(Math.max(1, Math.round(seconds / pause))), '-T', String(pause)];
  const argv = [
    ...inside,
    'udhcpc',
    '-f',
    '-q',
    '-n',
    ...tries,
    ...dhcpOptions,
    '-i',
    device,
    '-s',
    scriptFile(programs.udhcpc, dhcpScript.state, state),
  ];
  const outcome = await run({ argv });
  if (outcome.status === 0) {
    const offer = leaseIn(outcome.stdout);
    const refused = /^refused (.*)$/m.exec(outcome.stderr)?.[1];
    return { ...present({ offer, refused }) };
  }
  // It says so in words where there was nobody to give one; all else is in the way of asking.
  if (!/no lease/.test(outcome.stderr)) await ask(async () => outcome, { argv });
  return {};
}
