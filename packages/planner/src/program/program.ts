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

/** What a process of a program is started as, and known by. It goes on when whoever started it has ended. */
export interface ProgramFacts {
  readonly executable: string;
  /** The variable of the environment that names another program which does the same; absent: none does. */
  readonly variable?: string;
  /** What it is told after its name. */
  readonly words: (link: ServedLink) => readonly (string | StateFile)[];
  /** Its environment beside that of whoever starts it, as `NAME=value`. */
  readonly environment: (link: ServedLink) => readonly string[];
  /** Programs that it runs itself: texts by their names in the state folder. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Where its files are. */
  readonly folder: string;
  /** The files of the process of a link. */
  readonly files: (link: ServedLink) => ProgramFiles;
  /** The file by which a process is known: its process id is in it, or it is its standard output. */
  readonly file: (link: ServedLink) => string;
}

/** What a process is started as that serves a link which is there. */
export interface ServingFacts extends ProgramFacts {
  /** Where the index of the link is written down that it was started on: of another link by the same name it knows nothing. */
  readonly indexFile: (link: ServedLink) => string;
}
