import type { Passage, Stage } from '../meter/figures.js';
import { sum } from '../meter/figures.js';
import type { Flow } from '../meter/flows.js';
import { lossOf } from '../meter/loss.js';
import type { Packet } from '../meter/pings.js';

/**
 * Returns what became of the pings of each stage: those of the pairs that it concerns one by one, all others together.
 */
export function figuresTable(
  packets: ReadonlyMap<Flow, readonly Packet[]>,
  stages: readonly Stage[],
  all: readonly Passage[],
): string {
  const lines = stages.flatMap((stage) => {
    const own = all.filter((each) => each.stage === stage);
    const rest = (['none', 'peers'] as const).map((concern) => {
      const { sent, lost } = sum(own.filter((each) => each.concern === concern));
      return `${lost} of ${sent} ${names[concern]}`;
    });
    const concerned = [...packets].filter(([{ from, to }]) => stage.concerned.pair(from, to));
    const rows = concerned.map(([{ from, to }, each]) => {
      const { sent, lost, longest } = lossOf(each, stage.begin, stage.settled);
      const cells = [sent, lost, Math.round(longest)].map((cell) => String(cell).padStart(8));
      return `  ${`${from} → ${to}`.padEnd(20)}${cells.join('')}`;
    });
    const head = rows.length === 0 ? [] : [`  ${''.padEnd(20)}    sent    lost      ms`];
    return ['', stage.title, ...head, ...rows, `  lost of the others: ${rest.join(', ')}`];
  });
  return lines.join('\n');
}

const names = { none: 'of which nothing changes', peers: 'by peers that get other prefixes' };
