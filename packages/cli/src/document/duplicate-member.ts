import { type JSONVisitor, visit } from 'jsonc-parser';
import { Failure, type Finding } from '../error/failure.js';

/** A place in a text, both counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Refuses a JSON text in which an object has two members of one name: `JSON.parse` keeps the last and drops the other
 * without a word, and other programs keep the first (RFC 8259, 4). Names are compared as they are read, so that an
 * escape does not hide one. The text is JSON.
 */
export function refuseDuplicateMembers(text: string, file: string): void {
  const open: Map<string, Position>[] = [];
  const findings: Finding[] = [];
  const visitor: JSONVisitor = {
    onObjectBegin: () => {
      open.push(new Map());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, _offset, _length, startLine, startCharacter) => {
      const at = { line: startLine + 1, column: startCharacter + 1 };
      const members = open.at(-1);
      const first = members?.get(name);
      if (first === undefined) members?.set(name, at);
      else if (findings.length < most) findings.push(duplicate(file, name, at, first));
    },
  };
  visit(text, visitor);
  if (findings.length > 0) throw new Failure(findings);
}

/** Findings that are told of one file: who writes every member twice needs no list of them all. */
const most = 100;

function duplicate(file: string, name: string, at: Position, first: Position): Finding {
  return {
    kind: 'duplicate-member',
    file,
    path: textOf(at),
    value: name,
    message: `the object has this member at ${textOf(first)} already, and of two with one name only one would be read; remove one of them`,
    details: { ...at, first },
  };
}

function textOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
