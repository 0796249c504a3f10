/** One thing that was looked at, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** It works, and something is going to stand in the way. */
  readonly warning?: true;
  /** What was found, as a version or an answer. */
  readonly found: string;
  /** Who stands in the way, where that is known. */
  readonly who?: string;
  /** What to do where it is lacking. */
  readonly remedy?: string;
}
