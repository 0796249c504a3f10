import { anyFamily, ipSource } from './batch.js';
import { byName, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = {
  used: 'it ticks',
  confirmed: 'it ticks',
  updated: 'it ticks',
  refcnt: 'it counts',
  probes: 'it counts',
};

const neighbour = (selector: string): Source =>
  ipSource(anyFamily, `neighbour show ${selector}`, {
    section: 'neighbours',
    entries: (output) =>
      byName(
        listed(output),
        ({ dst, dev }) => `${dst} dev ${dev} ${selector}`,
        (each) => without(leftOut, each),
      ),
  });

/** ip-neighbour(8): what somebody has set. What was learned comes and goes by itself. */
export const neighbours: readonly Source[] = [neighbour('nud permanent'), neighbour('proxy')];
