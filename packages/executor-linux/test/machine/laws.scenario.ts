import { recordedHere } from '@networkd/lab/outside/observe';
import { changesSince, settled } from '@networkd/lab/outside/settled';
import { makeForeign, sh } from '@networkd/lab/scenario/foreign';
import { held } from '@networkd/lab/scenario/held';
import { isKept } from '@networkd/lab/scenario/kept';
import fc from 'fast-check';
import { type Journey, journeys } from './laws-journey.js';
import { type Distance, nowhere, travel } from './laws-travel.js';

const [, , seed, least, most, seconds] = process.argv;

makeForeign();
const boot = await settled(recordedHere);
let total: Distance = nowhere;
let isClean = true;

/** What a law that does not hold leaves is not to be held against the next journey. */
async function travelled(journey: Journey): Promise<void> {
  fc.pre(isClean);
  try {
    const { applies, crashes, operations } = await travel(journey, boot);
    total = {
      applies: total.applies + applies,
      crashes: total.crashes + crashes,
      operations: total.operations + operations,
    };
  } catch (error) {
    const ids = journey.history.flatMap(({ networks }) => networks.map(({ id }) => String(id)));
    for (const id of new Set(ids)) clear(id);
    isClean = await isAsAtBoot();
    throw error;
  }
}

/** Takes a network away by hand. */
function clear(id: string): void {
  sh(`
    for netns in n-${id} public; do ip -n $netns link delete w-${id} || true; done
    for link in w-${id} n-${id} b-${id}; do ip link delete $link || true; done
    ip netns delete n-${id} || true
    rm -f /run/networkd/w-${id}.log
  `);
}

async function isAsAtBoot(): Promise<boolean> {
  return (await changesSince(boot, recordedHere, { except: isKept })).length === 0;
}

const { report, cases } = await held(journeys, travelled, {
  seed: Number(seed),
  least: Number(least),
  most: Number(most),
  seconds: Number(seconds),
});
console.log(JSON.stringify({ report, cases, total }));
process.exit();
