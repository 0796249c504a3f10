import { type Command, commandsOf, type Operation, type SecretFile } from '@networkd/planner';
import { taskOf } from '../process/programs.js';
import { areApart } from './may-pass.js';

/** One process that carries out consecutive operations of one tool in one namespace. */
export interface Batch {
  readonly tool: Tool;
  readonly netns?: string;
  /** ip(8) takes the family of a rule for all of a batch, not for a line. */
  readonly family?: string;
  /** What the tool is told, piece by piece, each with the operation it is of; several may be of one. */
  readonly pieces: readonly Piece[];
}

/** `process` is none that runs to its end, but one that is started or stopped. */
type Tool = 'ip' | 'wg' | 'nft' | 'sysctl' | 'process';

/** A line for `ip -batch` or `nft -f`, or words after `wg set` and `sysctl -qw`. */
export interface Piece {
  readonly operation: Operation;
  /** The place of the operation in its plan. */
  readonly index: number;
  /** Is the operation done with it? */
  readonly ends: boolean;
  readonly words: Command['argv'];
  readonly stdin?: string;
}

/** Characters of one process' arguments: Linux takes 2 MiB with the environment (execve(2), ARG_MAX). */
const argumentsLimit = 1 << 20;

/** The operations as few processes, in order. */
export function batchesOf(operations: readonly Operation[]): readonly Batch[] {
  const batches: Draft[] = [];
  operations.forEach((operation, index) => {
    const task = taskOf(operation);
    if (task !== undefined) {
      const { program, action, link } = task;
      const words = [program.executable, action, link.device];
      const place = link.netns === undefined ? {} : { netns: link.netns };
      batches.push({
        tool: 'process',
        ...place,
        pieces: [{ operation, index, ends: true, words }],
        length: 0,
      });
      return;
    }
    const commands = commandsOf(operation);
    for (const command of commands) {
      const { tool, netns, family, words } = parted(command);
      const length = words.reduce((sum, word) => sum + (typeof word === 'string' ? word.length + 1 : 16), 0);
      const { stdin } = command;
      const ends = command === commands.at(-1);
      const piece: Piece = { operation, index, ends, words, ...(stdin === undefined ? {} : { stdin }) };
      const where = {
        ...(netns === undefined ? {} : { netns }),
        ...(family === undefined ? {} : { family }),
      };
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
 * The batch that more may go on in: the last of its tool and namespace, where all that came since has nothing to do with
 * the operation.
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
    if (!each.pieces.every((piece) => areApart(piece.operation, operation))) return undefined;
  }
}

/** The command of a batch. */
export function commandOf({ tool, netns, family, pieces }: Batch): Command {
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
      return { argv: [...inside(netns), 'sysctl', '-qw', ...pieces.flatMap(({ words }) => words)] };
    case 'wg': {
      const [device = ''] = pieces[0]?.words ?? [];
      return {
        argv: [...inside(netns), 'wg', 'set', device, ...pieces.flatMap(({ words }) => words.slice(1))],
      };
    }
    case 'process':
      return { argv: [...inside(netns), ...pieces.flatMap(({ words }) => words)] };
    default:
      return tool satisfies never;
  }
}

/** An alias may be empty, on the way back to a link that had none; no other word of ours needs quotes. */
function quoted(word: string | SecretFile): string {
  return word === '' ? '""' : String(word);
}

/** May the piece follow in the same process? wg(8) takes a device's own settings only before its peers. */
function goesOn({ tool, pieces, length }: Draft, { words }: Piece, more: number): boolean {
  if (tool === 'process') return false;
  if (tool !== 'wg' && tool !== 'sysctl') return true;
  if (length + more > argumentsLimit) return false;
  if (tool === 'sysctl') return true;
  const last = pieces.at(-1)?.words;
  return last?.[0] === words[0] && (words[1] === 'peer' || last?.[1] !== 'peer');
}

/** A command as its tool, where it works, and what the tool is told. */
interface Parts extends Pick<Batch, 'tool' | 'netns' | 'family'> {
  readonly words: Command['argv'];
}

function parted({ argv }: Command): Parts {
  const [first, second, third, fourth] = argv;
  if (first === 'ip' && second === '-n') return { ...ipParts(argv.slice(3)), netns: String(third) };
  if (first === 'ip' && second === 'netns' && third === 'exec')
    return { ...parted({ argv: argv.slice(4) }), netns: String(fourth) };
  if (first === 'wg') return { tool: 'wg', words: argv.slice(2) };
  if (first === 'sysctl') return { tool: 'sysctl', words: argv.slice(2) };
  return first === 'nft' ? { tool: 'nft', words: argv.slice(1) } : ipParts(argv.slice(1));
}

function ipParts(words: Command['argv']): Parts {
  const [first] = words;
  return first === '-4' || first === '-6'
    ? { tool: 'ip', family: first, words: words.slice(1) }
    : { tool: 'ip', words };
}

function inside(netns: string | undefined): readonly string[] {
  return netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
}
