import type { LinkType, NodeConfig, ProgramFacts, Resource, ServedLink } from '@networkd/planner';
import type { Run } from '../command/run.js';
import type { Check } from '../health/check.js';

export type { ServedLink };

/** How a process is known as ours: by the file that is its standard output, or by a file with its process id. */
export type Known = {
  /** The file by which it is known. */
  readonly file: (link: ServedLink) => string;
  /** The link of that file, by the file's name in its folder. */
  readonly linkOf: (name: string) => ServedLink | undefined;
} & (
  | { readonly by: 'output' }
  /** The file's path comes after this option in the command line, which another process by that number has not. */
  | { readonly by: 'pid file'; readonly option: string }
);

/** Makes a link of a type that the kernel may lack, and ends with it. */
export interface Makes {
  readonly kind: 'makes';
  readonly type: LinkType;
}

/** Serves a link that is there, until it is stopped by SIGTERM. */
export interface Serves {
  readonly kind: 'serves';
  /** What is observed of it. `isAttached`: is it in the namespace and on the link by those names, or on earlier ones? */
  readonly resource: (link: ServedLink, isAttached: boolean) => Resource;
  /** Where the index of the link is written down that it was started on: of another link by the same name it knows nothing. */
  readonly indexFile: (link: ServedLink) => string;
  /** The signal that has it ask again when the cable is back in; `none` where there is nothing to ask. */
  readonly onCarrier: NodeJS.Signals | 'none';
  /** What somebody who watches the node is told has changed when one starts or ends. */
  readonly subject: 'dhcp-client';
}

/** A program of which processes go on after an apply: all that is to be known of it. */
export interface Program extends ProgramFacts {
  readonly role: Makes | Serves;
  readonly known: Known;
  /** Does the process of a link do what it is for? */
  readonly isReady: (link: ServedLink) => boolean | Promise<boolean>;
  /** The files of a process that ended by itself: removed, or kept for what they say of the link. */
  readonly whenEnded: 'remove' | 'keep';
  /** The sentence where it cannot be started. */
  readonly missing: string;
  /** The sentence where it was started and is not ready, by what it said. */
  readonly complaint: (said: string) => string;
  /** Whether the node has it, and needs it with this configuration. */
  readonly check: (run: Run, config: NodeConfig | undefined) => Promise<Check>;
}
