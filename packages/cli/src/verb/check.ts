import { type Inventory, planAll, type TenantNetwork } from '@networkd/planner';
import type { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { type DocumentOptions, type Documents, readDocuments } from '../document/documents.js';
import { Failure, type Finding, findingsOf } from '../error/failure.js';
import { inventoryOption, networkOption, verb } from '../option/options.js';
import { print } from '../terminal/io.js';
import { dataOf } from '../terminal/report.js';
import { many } from '../word/many.js';

interface CheckOptions extends DocumentOptions {
  readonly json?: true;
}

export function checkCommand(): Command {
  return verb('check', 'say whether documents are sound, or everything that is wrong with them', [
    'tn check -t network.json -i inventory.json',
  ])
    .addOption(networkOption())
    .addOption(inventoryOption())
    .option('--json', 'print the result as JSON, errors included')
    .action(check);
}

async function check(options: CheckOptions): Promise<void> {
  const documents = readDocuments(options);
  const findings = [...documents.findings, ...together(documents)];
  if (options.json) await print(`${JSON.stringify(asData(documents, findings), null, 2)}\n`);
  else if (findings.length > 0) throw new Failure(findings);
  else await print(documents.networks.map((network) => okLine(network, documents.inventory)).join(''));
  if (findings.length > 0) process.exitCode = 1;
}

/**
 * Returns what is wrong with the documents that parsed, taken together. The first plan is made only once all networks
 * are connected.
 */
function together({ networks, inventory, fileOf }: Documents): readonly Finding[] {
  if (inventory === undefined) return [];
  const first = planAll({ networks, inventory }).next();
  return first.done !== true && E.isLeft(first.value) ? findingsOf(first.value.left, fileOf) : [];
}

function okLine(network: TenantNetwork, inventory: Inventory | undefined): string {
  const { resources, accessPoints, aggregators, nodes } = counts(network, inventory);
  return [
    `ok: ${network.id} version ${network.version}: ${many(resources, 'network resource')}`,
    many(accessPoints, 'access point'),
    `${many(aggregators, 'aggregator')} named`,
    `${many(nodes, 'node')} in the inventory\n`,
  ].join(', ');
}

function counts(network: TenantNetwork, inventory: Inventory | undefined) {
  return {
    resources: network.resources.length,
    accessPoints: network.accessPoints.length,
    aggregators: network.aggregators.length,
    nodes: inventory?.nodes.length ?? 0,
  };
}

function asData({ networks, inventory }: Documents, findings: readonly Finding[]): object {
  return findings.length > 0
    ? { ok: false, errors: findings.map(dataOf) }
    : {
        ok: true,
        networks: networks.map((each) => ({
          id: each.id,
          version: each.version,
          ...counts(each, inventory),
        })),
      };
}
