import { anyFamily, ipSource } from './batch.js';
import { byName, listed, type Source } from './source.js';

/** ip-nexthop(8): objects that routes point to. */
export const nexthops: Source = ipSource(anyFamily, 'nexthop show', {
  section: 'nexthops',
  entries: (output) =>
    byName(
      listed(output),
      ({ id }) => `${id}`,
      (each) => each,
    ),
});
