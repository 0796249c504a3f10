/** A link that a process serves or makes, and the namespace that the process runs in; `netns` absent: the host's. */
export interface ServedLink {
  readonly netns?: string;
  readonly device: string;
}

/** A file in the executor's state folder, by its name: only the executor knows where that folder is. */
export interface StateFile {
  readonly state: string;
}

/** The files of a process, by their whole paths. */
export interface ProgramFiles {
  /** What it says. */
  readonly log: string;
  /** Written before it is started, with what is in them. */
  readonly given: Readonly<Record<string, string>>;
  /** Made by the process itself, or by what it runs. */
  readonly made: readonly string[];
}

/** What a process of a program is started as, and known by. It goes on when who started it has ended. */
interface Facts {
  readonly executable: string;
  /** The variable of the environment that names another program which does the same; absent: none does. */
  readonly variable?: string;
  /** Returns its arguments, which follow its name. */
  readonly words: (link: ServedLink) => readonly (string | StateFile)[];
  /** Returns what its environment has beside that of its starter, as `NAME=value`. */
  readonly environment: (link: ServedLink) => readonly string[];
  /** Programs that it runs itself: texts by their names in the state folder. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Where its files are. */
  readonly folder: string;
  /** Returns the files of the process of a link. */
  readonly files: (link: ServedLink) => ProgramFiles;
  /** Returns the file by which a process is known. The file holds its process id, or is its standard output. */
  readonly file: (link: ServedLink) => string;
  /** Returns the link of a file, by the file's name in its folder. */
  readonly linkOf: (name: string) => ServedLink | undefined;
}

/** A program that makes a link of a type which the kernel may lack, and ends with it. Its standard output is its file. */
export interface MakingFacts extends Facts {
  readonly role: 'makes';
  /** The type of link. */
  readonly type: string;
  /** Returns the socket on which it listens once its link is there. */
  readonly socket: (link: ServedLink) => string;
}

/** A program that serves a link which is there, until it is stopped by SIGTERM. Its process id is in its file. */
export interface ServingFacts<K extends string = string> extends Facts {
  readonly role: 'serves';
  /** The kind of object that its process is. */
  readonly kind: K;
  /** What people call its process. */
  readonly title: string;
  /** The option before its file in its command line: another process by that number does not have both. */
  readonly option: string;
  /**
   * Returns the file with the index of the link that it was started on. It knows nothing of another link by the same
   * name.
   */
  readonly indexFile: (link: ServedLink) => string;
}

/** What is to be known of a program of which processes go on after an apply. */
export type ProgramFacts = MakingFacts | ServingFacts;
