import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { disk } from './boot.js';
import type { CommandOptions, Commands, Outcome, Running } from './command.js';
import { tnPath } from './repository.js';

interface InMachine extends CommandOptions {
  /** A namespace of the machine's that ip-netns(8) made, instead of its host's. */
  readonly netns?: string;
}

/**
 * A machine that runs, a node or a laptop. Commands start in its folder. Beside that folder, /run, /proc, /sys and
 * /etc/resolv.conf it has the files of the machine that the laboratory is on: who runs `tn` gives it a `--state` in the
 * folder.
 */
export interface RunningMachine {
  readonly name: string;
  /** Returns its first process, by its number where we are. */
  readonly pid: () => number;
  /** Runs a command to its end. */
  readonly run: (argv: readonly string[], options?: InMachine) => Promise<Outcome>;
  /** Starts a command. */
  readonly spawn: (argv: readonly string[], options?: InMachine) => Running;
  /** Runs the built `tn` to its end. */
  readonly tn: (args: readonly string[], options?: InMachine) => Promise<Outcome>;
  /** Starts the built `tn`, where it does not end by itself. */
  readonly startTn: (args: readonly string[], options?: InMachine) => Running;
  /** Writes a file in the machine's folder, for its owner only. */
  readonly write: (file: string, content: string, mode?: number) => void;
  readonly read: (file: string) => string;
  /** Ends all that runs on the machine, its namespaces and links with it, and starts it again with the same files. */
  readonly reboot: () => Promise<void>;
  /** Pulls the cable out of a card, `down`, or plugs it in, wherever the machine has the card. */
  readonly carrier: (nic: string, state: 'up' | 'down') => Promise<void>;
}

/** What the laboratory has to do with a machine. */
type Handle = Pick<RunningMachine, 'name' | 'pid' | 'reboot' | 'carrier'>;

export function runningMachine(handle: Handle, { start }: Pick<Commands, 'start'>): RunningMachine {
  const { pid } = handle;
  const root = () => `/proc/${pid()}/root`;
  const spawn = (argv: readonly string[], { netns, ...options }: InMachine = {}) => {
    const net = netns === undefined ? '--net' : `--net=${root()}/run/netns/${netns}`;
    return start(['--target', `${pid()}`, '--mount', '--pid', net, `--wd=${root()}${disk}`], argv, options);
  };
  const run = (argv: readonly string[], options?: InMachine) => spawn(argv, options).done;
  return {
    ...handle,
    run,
    spawn,
    tn: (args, options) => run([process.execPath, tnPath, ...args], options),
    startTn: (args, options) => spawn([process.execPath, tnPath, ...args], options),
    write: (file, content, mode = 0o600) => {
      const path = join(root(), disk, file);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, content, { mode });
    },
    read: (file) => readFileSync(join(root(), disk, file), 'utf8'),
  };
}
