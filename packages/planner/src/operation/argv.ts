import type { ProgramFacts, ServedLink, StateFile } from '../program/program.js';
import { programs } from '../program/programs.js';
import type { Command, ToolCommand, Word } from './command.js';

/** What a process is given. */
export interface Invocation {
  readonly argv: readonly Word[];
  /** What it reads on standard input; absent: nothing. */
  readonly stdin?: string;
}

/** Returns what is given to the process that carries out a command. */
export function invocationOf(command: Command): Invocation {
  const argv = argvOf(command);
  return command.tool === 'process' || command.stdin === undefined
    ? { argv }
    : { argv, stdin: command.stdin };
}

/** Returns the argument vector of a command. ip(8) enters a namespace by itself, and runs the other tools in it. */
export function argvOf(command: Command): readonly Word[] {
  return command.tool === 'process' ? processArgv(command) : toolArgv(command);
}

function toolArgv({ tool, netns, family, words }: ToolCommand): readonly Word[] {
  if (tool !== 'ip') return [...inside(netns), tool, ...words];
  const at = netns === undefined ? [] : ['-n', netns];
  return ['ip', ...at, ...(family === undefined ? [] : [family]), ...words];
}

/**
 * Returns what starts a process, in a session of its own, or what stops it: SIGTERM to the process that its file names.
 */
function processArgv({ action, program, link }: Extract<Command, { tool: 'process' }>): readonly Word[] {
  const facts = programs[program];
  return action === 'start'
    ? startOf(facts, link)
    : ['pkill', '--pidfile', facts.file(link), '--exact', facts.executable];
}

/** Returns what starts the process of a link, in its namespace and with its environment. */
export function startOf(facts: ProgramFacts, link: ServedLink): readonly (string | StateFile)[] {
  const { executable } = facts;
  const environment = facts.environment(link);
  const env = environment.length === 0 ? [] : ['env', ...environment];
  return [...inside(link.netns), ...env, executable, ...facts.words(link)];
}

function inside(netns: string | undefined): readonly string[] {
  return netns === undefined ? [] : ['ip', 'netns', 'exec', netns];
}
