import type { Invocation } from '../../command/run.js';
import { commandLine } from '../ask.js';
import { unsaid } from '../not-observed.js';
import { isSound } from './sound.js';

/**
 * Returns the lists that ip(8) has printed as JSON, one a line. ip(8) escapes no control characters, and the kernel
 * takes some in names: they are replaced. Throws `NotObserved` where that is not what was printed.
 */
export function listsIn(
  text: string,
  count: number,
  invocation: Invocation,
): readonly (readonly unknown[])[] {
  const lists = text
    .replaceAll(/(?!\n)\p{Cc}/gu, '\ufffd')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(listIn);
  const sound = lists.filter((list) => list !== undefined);
  if (sound.length === count && lists.length === count) return sound;
  throw unsaid({
    command: commandLine(invocation),
    status: 0,
    said: `it printed ${sound.length} lists as JSON in ${lists.length} lines, and not ${count}`,
    remedy: 'Install the ip of iproute2, 5.0 or later; others do not know -json',
  });
}

function listIn(line: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every(isSound) ? value : undefined;
  } catch {
    return undefined;
  }
}
