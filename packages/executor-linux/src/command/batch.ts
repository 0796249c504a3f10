import {
  type Command,
  commandsOf,
  type Operation,
  present,
  type SecretFile,
  type ToolCommand,
} from '@networkd/planner';
import { mayPass } from './may-pass.js';

/**
 * One process that carries out consecutive operations of one tool in one namespace. ip(8) takes the family of a rule for all of a
 * batch, not for a line. One of `process` is started or stopped, and does not run to its end.
 */
export interface Batch extends Pick<ToolCommand, 'netns' | 'family'> {
  readonly tool: Command['tool'];
  /** What the tool is told, piece by piece, each with the operation it is of; several may be of one. */
  readonly pieces: readonly Piece[];
}

/** A line for `ip -batch` or `nft -f`, or the words after `wg` and `sysctl`. */
export interface Piece {
  readonly operation: Operation;
  /** The place of the operation in its plan. */
  readonly index: number;
  /** Is the operation done with it? */
  readonly ends: boolean;
  readonly words: ToolCommand['words'];
  readonly stdin?: string;
}

/** Characters of one process' arguments: Linux takes 2 MiB with the environment (execve(2), ARG_MAX). */
const argumentsLimit = 1 << 20;

/** Returns the operations as few processes, in order. */
export function batchesOf(operations: readonly Operation[]): readonly Batch[] {
  const batches: Draft[] = [];
  operations.forEach((operation, index) => {
    const commands = commandsOf(operation);
    for (const command of commands) {
      const { tool, words, stdin, ...where } = partsOf(command);
      const length = words.reduce((sum, word) => sum + (typeof word === 'string' ? word.length + 1 : 16), 0);
      const ends = command === commands.at(-1);
      const piece: Piece = { operation, index, ends, words, ...present({ stdin }) };
      const open = openBatch(batches, operation, { tool, ...where });
      if (open !== undefined && goesOn(open, piece, length)) {
        open.pieces.push(piece);
        open.length += length;
      } else {
        batches.push({ tool, ...where, pieces: [piece], length });
      }
    }
  });
  return batches;
}

interface Draft extends Batch {
  readonly pieces: Piece[];
  length: number;
}

/**
 * Returns the batch that more may go on in: the last one of its tool and namespace. Nothing that came since may have to
 * do with the operation.
 */
function openBatch(
  batches: readonly Draft[],
  operation: Operation,
  { tool, netns, family }: Pick<Batch, 'tool' | 'netns' | 'family'>,
): Draft | undefined {
  for (let i = batches.length - 1; ; i--) {
    const each = batches[i];
    if (each === undefined) return undefined;
    if (each.tool === tool && each.netns === netns && each.family === family) return each;
    if (!each.pieces.every((piece) => mayPass(piece.operation, operation))) return undefined;
  }
}

/** What the process of a batch is given. */
export interface BatchCommand {
  readonly argv: ToolCommand['words'];
  readonly stdin?: string;
}

/** Returns the command of a batch. */
export function commandOf({ tool, netns, family, pieces }: Batch): BatchCommand {
  switch (tool) {
    case 'ip':
      return {
        argv: [
          'ip',
          ...(netns === undefined ? [] : ['-n', netns]),
          ...(family === undefined ? [] : [family]),
          '-batch',
          '-',
        ],
        stdin: pieces.map(({ words }) => `${words.map(quoted).join(' ')}\n`).join(''),
      };
    case 'nft':
      return {
        argv: [...inside(netns), 'nft', '-f', '-'],
        stdin: pieces.map(({ words, stdin }) => stdin ?? `${words.join(' ')}\n`).join(''),
      };
    case 'sysctl':
      return { argv: [...inside(netns), 'sysctl', '-qw', ...pieces.flatMap(({ words }) => words.slice(1))] };
    case 'wg': {
      const [, device = ''] = pieces[0]?.words ?? [];
      return {
        argv: [...inside(netns), 'wg', 'set', device, ...pieces.flatMap(({ words }) => words.slice(2))],
      };
    }
    case 'process':
      return { argv: [...inside(netns), ...pieces.flatMap(({ words }) => words)] };
    default:
      return tool satisfies never;
  }
}

/**
 * Puts an empty word in quotes. An alias may be empty, on the way back to a link that had none. No other word of ours
 * needs quotes.
 */
function quoted(word: string | SecretFile): string {
  return word === '' ? '""' : String(word);
}

/** Says whether the piece may follow in the same process. wg(8) takes a device's own settings only before its peers. */
function goesOn({ tool, pieces, length }: Draft, { words }: Piece, more: number): boolean {
  if (tool === 'process') return false;
  if (tool !== 'wg' && tool !== 'sysctl') return true;
  if (length + more > argumentsLimit) return false;
  if (tool === 'sysctl') return true;
  const last = pieces.at(-1)?.words;
  return last?.[1] === words[1] && (words[2] === 'peer' || last?.[2] !== 'peer');
}

/**
 * Returns a command as a piece of a batch. For a command that starts or stops a program, returns what a person is told
 * of it.
 */
function partsOf(command: Command): Omit<ToolCommand, 'tool'> & Pick<Batch, 'tool'> {
  if (command.tool !== 'process') return command;
  const { tool, program, action, link } = command;
  const { netns, device } = link;
  return { tool, ...present({ netns }), words: [program, action, device] };
}

function inside(netns: string | undefined): readonly string[] {
  return netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
}
