import type { Command } from 'commander';
import { failure } from '../error/failure.js';

/** Refuses options that mean nothing to the action: whoever gives one expects something of it. */
export function refuseOptions<O extends object>(
  { options: known }: Command,
  action: string,
  given: O,
  unused: readonly (keyof O)[],
): void {
  const option = known.find((each) => {
    const name = each.attributeName();
    return name in given && unused.some((other) => other === name);
  });
  if (option === undefined) return;
  throw failure('bad-arguments', option.long ?? option.flags, `${action} has no use for it; leave it out`);
}
