import { byName, type LeftOut, listed, type Source, without } from './source.js';

const leftOut: LeftOut = { handle: 'the kernel numbers those that it makes by itself', refcnt: 'it counts' };

/**
 * tc(8): how each link queues what it sends. Not written down: that it has no queue, which is so of one that was never
 * up, too.
 */
export const queues: Source = {
  section: 'queues',
  command: 'tc -j qdisc show',
  entries: (output) =>
    byName(
      listed(output).filter(({ kind }) => kind !== 'noqueue'),
      ({ kind, dev, parent }) => `${kind} dev ${dev}${parent === undefined ? '' : ` parent ${parent}`}`,
      (each) => without(leftOut, each),
    ),
};
