import type { Source } from './source.js';

/** Questions to ip(8) that are asked in one process, the answers on a line each, in their order. */
export interface Batch {
  readonly flags: string;
  readonly questions: readonly string[];
}

/** What neither family has for itself. */
export const anyFamily: Batch = {
  flags: '',
  questions: [
    'link show',
    'address show',
    'neighbour show nud permanent',
    'neighbour show proxy',
    'nexthop show',
  ],
};

/** Returns the questions about what each family has. */
export const ofFamily = (flag: '-4' | '-6'): Batch => ({
  flags: `${flag} `,
  questions: ['route show table all', 'rule show'],
});

/** Returns a source that is one question of a batch. Sources of one batch have the same command. */
export function ipSource(
  { flags, questions }: Batch,
  question: string,
  { section, entries }: Pick<Source, 'section' | 'entries'>,
): Source {
  const place = questions.indexOf(question);
  if (place < 0) throw new Error(`nobody asks ${question}`);
  return {
    section,
    command: `printf '%s\\n' ${questions.map((each) => `'${each}'`).join(' ')} | ip ${flags}-d -j -batch -`,
    entries: (output) => entries(output.split('\n')[place] ?? ''),
  };
}
