import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { makeForeign, sh } from './foreign.js';
import { type Journey, journeys } from './laws-journey.js';
import { changedSince, type Picture, picture } from './laws-picture.js';
import { type Distance, nowhere, travel } from './laws-travel.js';

const [, , seed, runs] = process.argv;

await makeForeign();
const boot = await settled();
let total: Distance = nowhere;
let isClean = true;

/** The picture once the kernel has made up its mind about the link-local addresses of what others have. */
async function settled(): Promise<Picture> {
  const lines = picture();
  if (!lines.some((line) => line.includes(' tentative '))) return lines;
  await sleep(20);
  return settled();
}

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

/** The processes of devices that are gone end a moment later. */
async function isAsAtBoot(): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    if (changedSince(boot, picture()).length === 0) return true;
    await sleep(50);
  }
  return false;
}

const details = await fc.check(fc.asyncProperty(journeys, travelled), {
  seed: Number(seed),
  numRuns: Number(runs),
});
const report = details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : '';
console.log(JSON.stringify({ report, total }));
process.exit();
