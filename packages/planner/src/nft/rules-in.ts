import { readRuleset } from './chain.js';
import type { Field, FieldMatch } from './field.js';
import type { Rule } from './rule.js';

/** Returns the rules of all chains of a ruleset of ours; none where the text has anything else in it. */
export function rulesIn(ruleset: string): readonly Rule[] {
  return readRuleset(ruleset)?.flatMap(({ rules }) => rules) ?? [];
}

/** Returns what the rules of a ruleset of ours match these fields with, in their order. */
export function fieldsIn(ruleset: string, ...fields: readonly Field[]): readonly FieldMatch[] {
  return rulesIn(ruleset)
    .flatMap(({ matches }) => matches)
    .flatMap((match) => (match.kind === 'field' && fields.includes(match.field) ? [match] : []));
}
