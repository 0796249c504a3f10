import { fileURLToPath } from 'node:url';
import { present } from '@networkd/planner';
import { bundled } from '../machine/bundle.js';
import type { RunningMachine } from '../machine/machine.js';

/**
 * Who is there: somebody took the connection or answered; the port was refused; or the way to it was, by a firewall or
 * since nobody has the address. Linux sends six refusals of UDP ports at once and then one a second to each who asks
 * (icmp_ratelimit), so that of many closed ones few are found closed.
 */
export type Verdict = 'open' | 'closed' | 'unreachable';

/** A port that did not keep silent. */
export interface Answer {
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly verdict: Verdict;
}

/** What to scan: of every address the ports of both protocols. */
export interface Ports {
  readonly addresses: readonly string[];
  readonly tcp: readonly number[];
  /** Each is sent one datagram of no meaning, which WireGuard does not answer. */
  readonly udp: readonly number[];
}

/** What the program is told. */
export interface ScanRequest extends Ports {
  /** Milliseconds to wait for an answer. */
  readonly patienceMs: number;
  readonly atOnce: number;
}

/**
 * Scans ports from within a namespace of a machine, its host's if no other is named. Returns those that answered,
 * sorted.
 */
export async function scan(
  machine: RunningMachine,
  ports: Ports,
  { netns, patienceMs = 1000 }: { readonly netns?: string; readonly patienceMs?: number } = {},
): Promise<readonly Answer[]> {
  const program = bundled(fileURLToPath(new URL('scan.ts', import.meta.url)));
  const request: ScanRequest = { ...ports, patienceMs, atOnce: 1000 };
  const options = { stdin: JSON.stringify(request), ...present({ netns }) };
  const { status, stdout, stderr } = await machine.run([process.execPath, program], options);
  if (status !== 0) throw new Error(`nothing can be scanned from ${machine.name}:\n${stderr}`);
  const answers: readonly Answer[] = JSON.parse(stdout);
  const key = ({ address, protocol, port }: Answer) => `${address} ${protocol} ${`${port}`.padStart(5)}`;
  return answers.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Returns all ports from one to another. */
export function portsFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
