import {
  defaultNodeConfig,
  type Inventory,
  type NodeConfig,
  type PlanError,
  type PublicConfig,
  parseInventory,
  parseNodeConfig,
  parsePublicConfig,
  parseTenantNetwork,
  present,
  type TenantNetwork,
} from '@networkd/planner';
import { Failure, type Finding, failure } from '../error/failure.js';
import { attempt, checkDashes } from './documents.js';

/** The options that name the documents of a node. Any one of them may be `-`. */
export interface NodeDocumentOptions {
  readonly nodeConfig?: string;
  readonly publicConfig?: string;
  readonly network?: readonly string[];
  readonly inventory?: string;
  readonly observed?: string;
}

/** What a node's own network is planned from, and the networks to be planned along. */
export interface NodeDocuments {
  readonly config: NodeConfig;
  readonly publicConfig?: PublicConfig;
  readonly networks: readonly TenantNetwork[];
  readonly inventory?: Inventory;
  /** Returns the file or option that an error of the planner is about. What is found on the node is the node's. */
  readonly fileOf: (error: PlanError) => string;
}

/** Reads and parses them all, or fails with all that is wrong with any. */
export function loadNodeDocuments(node: string, options: NodeDocumentOptions): NodeDocuments {
  const { nodeConfig, publicConfig: publicFile, network: files = [], inventory: inventoryFile } = options;
  checkDashes([nodeConfig, publicFile, ...files, inventoryFile, options.observed]);
  if (files.length > 0 && inventoryFile === undefined) {
    throw failure('bad-arguments', '-t', 'a network is planned over an inventory; give -i INVENTORY too');
  }
  const findings: Finding[] = [];
  const read = <A>(file: string | undefined, option: string, parse: Parameters<typeof attempt<A>>[3]) =>
    file === undefined ? undefined : attempt(findings, file, option, parse);
  const config = nodeConfig === undefined ? defaultNodeConfig() : read(nodeConfig, '-c', parseNodeConfig);
  const publicConfig = read(publicFile, '-p', parsePublicConfig);
  const networks = files.flatMap((file) => {
    const network = read(file, '-t', parseTenantNetwork);
    return network === undefined ? [] : [{ file, network }];
  });
  const inventory = read(inventoryFile, '-i', parseInventory);
  if (config === undefined || findings.length > 0) throw new Failure(findings);
  const fileOf = ({ document, network, path }: PlanError): string => {
    switch (document) {
      case 'node-config':
        return nodeConfig ?? '-c';
      case 'public-config':
        return publicFile ?? '-p';
      case 'inventory':
        return inventoryFile ?? '-i';
      case 'tenant-network':
        return networks.find((each) => each.network.id === network)?.file ?? files.join(', ');
      case 'plan':
        return 'PLAN';
      case 'request':
        return path === '$.node' ? '--node' : `node ${node}`;
      case 'observed':
        return `node ${node}`;
      default:
        return document satisfies never;
    }
  };
  return {
    config,
    networks: networks.map((each) => each.network),
    fileOf,
    ...present({ publicConfig, inventory }),
  };
}
