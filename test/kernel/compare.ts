import type { Kernel } from '@networkd/planner/testing';
import { errnoOf } from './errno.js';
import { type Outcome, runForReal } from './scratch.js';
import { type Given, type Step, stepsOf } from './step.js';
import { toldLines } from './told.js';
import { machine } from './universe.js';

/** How the real kernel differs from the fake one over a sequence of operations: nothing where they agree. */
export async function differences(sequence: readonly Given[]): Promise<readonly string[]> {
  const steps = stepsOf(machine(), sequence);
  const outcome = await runForReal(steps);
  const refusals = steps.flatMap((step, i) => refusalDifference(step, outcome.refusals[i]));
  const all = refusals.length > 0 ? refusals : stateDifferences(steps.at(-1)?.after ?? machine(), outcome);
  return all.length === 0 ? [] : [...steps.map(story), ...all];
}

/** The first difference of all: what follows it follows from it. */
function refusalDifference(step: Step, said: string | undefined): readonly string[] {
  const { errno } = step;
  const real = said === undefined ? undefined : errnoOf(said);
  const alike = said === undefined ? errno === undefined : errno !== undefined && (real ?? errno) === errno;
  return alike
    ? []
    : [`${story(step)}: the fake says ${errno ?? 'yes'}, Linux ${said === undefined ? 'yes' : said.trim()}`];
}

function stateDifferences(kernel: Kernel, { lines }: Outcome): readonly string[] {
  const told = toldLines(kernel);
  const anyPort = told
    .filter((line) => line.endsWith(' listen-port any'))
    .map((line) => line.slice(0, -'any'.length));
  const found = lines.map((line) => {
    const any = anyPort.find((start) => line.startsWith(start));
    return any === undefined ? line : `${any}any`;
  });
  return [
    ...told.filter((line) => !found.includes(line)).map((line) => `only the fake has: ${line}`),
    ...found.filter((line) => !told.includes(line)).map((line) => `only Linux has: ${line}`),
  ];
}

function story({ operation, errno }: Step): string {
  const { owner, reason, change, ...said } = operation;
  return `  ${JSON.stringify(said)} ${errno ?? ''}`;
}
