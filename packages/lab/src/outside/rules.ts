import { ipSource, ofFamily } from './batch.js';
import { byName, listed, type Source } from './source.js';

const family = (flag: '-4' | '-6'): Source =>
  ipSource(ofFamily(flag), 'rule show', {
    section: 'rules',
    entries: (output) =>
      byName(
        listed(output),
        ({ priority, src, dst = 'all', table }) =>
          `${flag} ${priority}: from ${src} to ${dst} table ${table}`,
        (rule) => rule,
      ),
  });

/** ip-rule(8): the rules by which tables are looked up. */
export const rules: readonly Source[] = [family('-4'), family('-6')];
