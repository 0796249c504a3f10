import type { Source } from './source.js';

/** nft(8), by tables. Without state: counters and the time that an element has left tick. */
export const ruleset: Source = {
  section: 'ruleset',
  command: 'nft --stateless --numeric list ruleset',
  entries: (output) => {
    const tables = new Map<string, readonly string[]>();
    let current: string | undefined;
    for (const line of output.split('\n')) {
      const [, name] = /^(table .*) \{$/.exec(line) ?? [];
      if (name !== undefined) current = name;
      if (current !== undefined) tables.set(current, [...(tables.get(current) ?? []), line]);
      if (line === '}') current = undefined;
    }
    return tables;
  },
};
