import { wireguardConfigurations } from '../src/desired/configuration.js';
import { nodesOf, planAll } from '../src/plan/plan.js';
import { connect } from '../src/topology/connect.js';
import { interleaved } from './measure.js';
import { caseOf, right } from './planning.js';

/**
 * All nodes of a network of 1 000, about a million peers; run as a process of its own so that its peak memory is
 * its own. Prints one line of JSON: milliseconds, bytes and the peak resident set in MiB.
 */
const { texts, network, inventory } = caseOf(1000);

const nodes = nodesOf([network]);
const timings = interleaved(
  [
    { name: 'unit', run: () => [JSON.parse(texts.network), JSON.parse(texts.inventory)] },
    { name: 'configurations', run: writeConfigurations },
  ],
  7,
  () => undefined,
);

/** Every configuration as bytes, as they would be written to a file. */
function writeConfigurations(): number {
  const configuration = wireguardConfigurations(right(connect(network, inventory)));
  return nodes.reduce((bytes, node) => bytes + Buffer.from(configuration(node) ?? '', 'latin1').length, 0);
}

let planning = 0;
let stringify = 0;
let bytes = 0;
let operations = 0;
let mark = performance.now();
for (const result of planAll({ networks: [network], inventory })) {
  const plan = right(result);
  const planned = performance.now();
  const text = JSON.stringify(plan);
  const written = performance.now();
  planning += planned - mark;
  stringify += written - planned;
  bytes += text.length;
  operations += plan.operations.length;
  mark = performance.now();
}

process.stdout.write(
  JSON.stringify({
    unit: timings.get('unit'),
    configurations: timings.get('configurations'),
    configurationBytes: writeConfigurations(),
    planning,
    stringify,
    bytes,
    operations,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  }),
);
