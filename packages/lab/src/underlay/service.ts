/** A program that serves those on a segment, as a router runs it. */
export interface Service {
  /** Returns its configuration, for the file that it is started with. */
  readonly configuration: (files: ServiceFiles) => readonly string[];
  readonly argv: (files: ServiceFiles) => readonly string[];
  /** What it says when it serves. */
  readonly serving: string;
}

/** Paths of files that a service has for itself, as it sees them. */
export interface ServiceFiles {
  readonly configuration: string;
  readonly leases: string;
  readonly pid: string;
}
