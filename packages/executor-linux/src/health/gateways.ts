import { present } from '@networkd/planner';
import type { Means } from '../options.js';
import type { Check } from './check.js';
import { egressOver } from './egress.js';
import type { Sight } from './sight.js';

/** A gateway, by the link that leads to it. */
interface Gateway {
  readonly netns?: string;
  readonly device: string;
  readonly address: string;
}

/** Milliseconds that a neighbour may take: the kernel asks three times, a second apart. */
const patience = 4000;
const interval = 50;

/**
 * Says of each gateway whether it answers to who asks for its MAC address (ARP, RFC 4861). What routes say proves
 * nothing of that.
 */
export function gatewaysAnswer(sight: Sight): Promise<readonly Check[]> {
  const places = [
    { place: sight.host, devices: ['zos'] },
    { place: sight.ndmz, devices: ['npub4', 'npub6'] },
    { place: sight.public, devices: ['public'] },
  ];
  const gateways = places.flatMap(({ place, devices }) =>
    devices.flatMap((device) =>
      egressOver(place, device).flatMap((egress) =>
        egress.gateways.map((address): Gateway => {
          const { netns } = place ?? {};
          return { device, address, ...present({ netns }) };
        }),
      ),
    ),
  );
  return Promise.all(gateways.map((gateway) => answers(sight, gateway)));
}

async function answers(means: Means, gateway: Gateway): Promise<Check> {
  const { netns, device, address } = gateway;
  const name = 'gateway';
  const where = `${address} on ${device}${netns === undefined ? '' : ` in ${netns}`}`;
  if (await isThere(means, gateway)) return { name, ok: true, found: `${where} answers` };
  const remedy =
    'look at the router, the cable and the VLAN; a switch may let through no MAC address but the first';
  return { name, ok: false, found: `${where} does not answer`, remedy };
}

/**
 * Makes the kernel ask, and waits for the answer. Where an entry was valid, the kernel asks that neighbour alone, at
 * once. Where there is no entry, or the kernel gave it up, it asks the whole segment.
 */
async function isThere({ run, clock }: Means, { netns, device, address }: Gateway): Promise<boolean> {
  const ip = ['ip', ...(netns === undefined ? [] : ['-n', netns])];
  const state = async () => {
    const { stdout } = await run({ argv: [...ip, 'neighbour', 'show', 'to', address, 'dev', device] });
    return /\b(PERMANENT|NOARP|REACHABLE|STALE|DELAY|PROBE|INCOMPLETE|FAILED)\b/.exec(stdout)?.[1] ?? 'NONE';
  };
  const settled = ['PERMANENT', 'NOARP', 'REACHABLE'];
  const first = await state();
  if (settled.includes(first)) return true;
  const isKnown = ['STALE', 'DELAY', 'PROBE'].includes(first);
  const asked = isKnown
    ? ['change', address, 'dev', device, 'nud', 'probe']
    : ['replace', address, 'dev', device, 'use'];
  await run({ argv: [...ip, 'neighbour', ...asked] });
  for (const deadline = clock.now() + patience; clock.now() < deadline; await clock.sleep(interval)) {
    const now = await state();
    if (settled.includes(now)) return true;
    if (now === 'FAILED') return false;
  }
  return false;
}
