import type { ServedLink, StateFile } from '../program/program.js';
import type { ProgramName } from '../program/programs.js';

/** The file that holds a secret, by the secret's name: only the executor knows where that is. */
export interface SecretFile {
  readonly secret: string;
}

/** A word of an argument vector: passed as it is, or a file of which only the executor knows the path. */
export type Word = string | SecretFile | StateFile;

/** A tool of Linux that is run to its end. */
export interface ToolCommand {
  readonly tool: 'ip' | 'wg' | 'nft' | 'sysctl';
  /** Where it works; absent: in the namespace of the host. */
  readonly netns?: string;
  /** Of what ip(8) is asked where its words do not show it. */
  readonly family?: '-4' | '-6';
  /** What it is told after its name. */
  readonly words: readonly (string | SecretFile)[];
  /** What it reads on standard input; absent: nothing. */
  readonly stdin?: string;
}

/** A program that goes on, started for a link in place of one that was there, or stopped. */
export interface ProcessCommand {
  readonly tool: 'process';
  readonly action: 'start' | 'stop';
  readonly program: ProgramName;
  readonly link: ServedLink;
}

/** What carries an operation out: argument vectors for an executor and text for a shell are made from it. */
export type Command = ToolCommand | ProcessCommand;

type Netns = string | undefined;

/** Returns a command of ip(8). */
export function ip(netns: Netns, ...words: readonly string[]): ToolCommand {
  return { tool: 'ip', ...at(netns), words };
}

/** Returns a command of ip(8) about objects of one family. */
export function ipOf(family: 'ipv4' | 'ipv6', netns: Netns, ...words: readonly string[]): ToolCommand {
  return { tool: 'ip', ...at(netns), family: family === 'ipv6' ? '-6' : '-4', words };
}

/** Returns a command of a tool that works in the namespace it is started in. */
export function within(
  netns: Netns,
  tool: 'wg' | 'nft' | 'sysctl',
  ...words: ToolCommand['words']
): ToolCommand {
  return { tool, ...at(netns), words };
}

function at(netns: Netns): { readonly netns?: string } {
  return netns === undefined ? {} : { netns };
}
