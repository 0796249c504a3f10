/**
 * Something that somebody else has on a machine: a script for sh(1), in its host's namespace as root, that puts it
 * there.
 */
export interface Piece {
  readonly name: string;
  readonly script: string;
}
