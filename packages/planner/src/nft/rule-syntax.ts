import { matchReaders, writeMatch } from './match-syntax.js';
import { readAt } from './reader.js';
import type { Match, Rule } from './rule.js';
import { statementReaders, writeStatement } from './statement-syntax.js';

/** Writes a rule as nft(8) lists it. */
export function writeRule({ matches, statement }: Rule): string {
  return `${matches.map(writeMatch).join('')}${writeStatement(statement)}`;
}

/** Returns the rule that a line holds; `undefined` where it is no rule of our forms. */
export function readRule(line: string): Rule | undefined {
  const matches: Match[] = [];
  let start = 0;
  for (;;) {
    const match = readAt(matchReaders, line, start);
    if (match === undefined) break;
    matches.push(match.part);
    start = match.end;
  }
  const statement = readAt(statementReaders, line, start);
  return statement === undefined ? undefined : { matches, statement: statement.part };
}
