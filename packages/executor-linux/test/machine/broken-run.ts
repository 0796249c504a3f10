import { type Invocation, type Outcome, type Run, run } from '../../src/command/run.js';

/** What a process does, one after another: lines of a batch, pairs, settings of a device, or a whole ruleset. */
interface Units {
  readonly units: readonly string[];
  /** The same process with only so many of them. */
  readonly first: (count: number) => Invocation;
}

/** The units of a process that changes something; none of one that only looks. */
function unitsOf(invocation: Invocation): Units {
  const { argv, stdin = '' } = invocation;
  if (argv.includes('-json') || argv.includes('cat') || argv.includes('sh') || argv.includes('list')) {
    return { units: [], first: () => invocation };
  }
  if (argv.includes('-batch')) {
    const lines = stdin.split('\n').filter((line) => line !== '');
    return {
      units: lines,
      first: (count) => ({ ...invocation, stdin: `${lines.slice(0, count).join('\n')}\n` }),
    };
  }
  const words = argv.includes('-qw') ? argv.indexOf('-qw') + 1 : argv.indexOf('set') + 2;
  if (argv.includes('nft')) return { units: [stdin], first: () => invocation };
  const isStart = (word: string) =>
    argv.includes('-qw') || ['peer', 'listen-port', 'private-key'].includes(word);
  const starts = argv.flatMap((word, i) => (i >= words && isStart(word) ? [i] : []));
  return {
    units: starts.map((start, i) => argv.slice(start, starts[i + 1]).join(' ')),
    first: (count) => ({ ...invocation, argv: argv.slice(0, starts[count]) }),
  };
}

/** A line that ip(8) always refuses. */
const impossible = 'link set dev no-such-device up';

/**
 * Runs processes until the unit of that number, which fails, and fails again until `mend` is called. What is before
 * it is really done.
 */
export function failingAt(place: number): {
  readonly run: Run;
  readonly mend: () => void;
  readonly reached: () => boolean;
} {
  let seen = 0;
  let broken: string | undefined;
  let isMended = false;
  const breaking: Run = async (invocation) => {
    const { units, first } = unitsOf(invocation);
    const again = broken === undefined ? -1 : units.indexOf(broken);
    const at = broken === undefined ? place - seen : again;
    seen += units.length;
    if (isMended || at < 0 || at >= units.length) return run(invocation);
    broken = units[at] ?? '';
    if (invocation.argv.includes('-batch')) {
      const { stdin = '' } = first(at);
      return run({ ...invocation, stdin: `${stdin.trim() === '' ? '' : stdin}${impossible}\n` });
    }
    if (at > 0) await run(first(at));
    return refusal;
  };
  return {
    run: breaking,
    mend: () => {
      isMended = true;
    },
    reached: () => broken !== undefined,
  };
}

const refusal: Outcome = { status: 1, stdout: '', stderr: 'refused by the test' };

/** Runs processes up to and with the unit of that number, and is then gone; `isBeyond` where there are fewer. */
export function dyingAfter(place: number): { readonly run: Run; readonly isBeyond: () => boolean } {
  let seen = 0;
  const dying: Run = async (invocation) => {
    const { units, first } = unitsOf(invocation);
    const at = place - seen;
    seen += units.length;
    if (at < 0 || at >= units.length) return run(invocation);
    const outcome = await run(at + 1 < units.length ? first(at + 1) : invocation);
    // Where the kernel has no WireGuard, the device is only made after this line has been refused.
    if (outcome.stderr.includes('Unknown device type')) return outcome;
    process.kill(process.pid, 'SIGKILL');
    return outcome;
  };
  return { run: dying, isBeyond: () => seen <= place };
}
