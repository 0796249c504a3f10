import { byName, listed, type Source } from './source.js';

/** ip-nexthop(8): objects that routes point to. */
export const nexthops: Source = {
  section: 'nexthops',
  command: 'ip -d -j nexthop show',
  entries: (output) =>
    byName(
      listed(output),
      ({ id }) => `${id}`,
      (each) => each,
    ),
};
