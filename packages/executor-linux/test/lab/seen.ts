import type { RunningMachine } from './machine.js';

/** What of a machine is asked of its own tools, and not of us. */
const questions = [
  'ip -json -details link show',
  'ip -json address show',
  'ip -json -4 route show table all',
  'ip -json -6 route show table all',
  'ip -json -4 rule show',
  'ip -json -6 rule show',
  'ip netns list',
  'nft list ruleset',
  "sysctl -a 2>/dev/null | grep '^net[.]'",
] as const;

/**
 * The host's namespace of a machine as ip(8), nft(8) and sysctl(8) tell it, a line for each thing, without what runs down by
 * itself: two of them are equal to the byte, or something is otherwise.
 */
export async function seen(machine: RunningMachine): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const question of questions) {
    const { stdout } = await machine.run(['sh', '-c', question]);
    lines.push(`# ${question}`, ...stdout.split('\n').flatMap(thingsIn));
  }
  return lines;
}

/** Seconds that are left, and what a kernel counts or measures of its own. */
const running = /"(valid_life_time|preferred_life_time|expires)":\d+/g;
const counted =
  /^net\.(netfilter\.nf_conntrack_count|ipv4\.tcp_fastopen_key|ipv4\.route|.*\.stable_secret)|"(stats|xdp)"/;

function thingsIn(line: string): readonly string[] {
  const things = line.startsWith('[') ? JSON.parse(line.replace(running, '"$1":"…"')) : [line];
  return (Array.isArray(things) ? things : [line])
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .filter((each) => each !== '{}' && !counted.test(each));
}

/** The lines that are in one and not in the other, in the order they come, and whether the order is another. */
export function unlike(before: readonly string[] = [], after: readonly string[]): readonly string[] {
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const come = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  const isMoved = gone.length + come.length === 0 && before.join('\n') !== after.join('\n');
  return [...gone, ...come, ...(isMoved ? ['the same in another order'] : [])];
}
