import {
  type Inventory,
  type NodeState,
  type PlanError,
  type PlanErrors,
  parseInventory,
  parseObserved,
  parseTenantNetwork,
  type TenantNetwork,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { Failure, type Finding, failure, findingsOf } from '../error/failure.js';
import { dash, readText } from '../terminal/io.js';
import { parseJson } from './json.js';

/** The options that name files to read. Any one of them may be `-`. */
export interface DocumentOptions {
  readonly network: readonly string[];
  readonly inventory: string;
  readonly observed?: string;
  readonly privateKey?: string;
}

/** Documents that parsed, and what is wrong with the others. */
export interface Documents {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory | undefined;
  readonly findings: readonly Finding[];
  /** Returns the file or option that an error of the planner is about. */
  readonly fileOf: (error: PlanError) => string;
}

/** Documents that all parsed. */
export interface Loaded {
  readonly networks: readonly TenantNetwork[];
  readonly inventory: Inventory;
  readonly fileOf: (error: PlanError) => string;
}

/** Refuses `-` where it is given twice: standard input can be read once. */
export function checkDashes(files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file === dash).length > 1) {
    throw failure('bad-arguments', dash, 'standard input can be read only once; give the others as files');
  }
}

/** Reads and parses the documents. All that is wrong with any file is in `findings`. */
export function readDocuments(options: DocumentOptions): Documents {
  const { network, inventory: file, observed, privateKey } = options;
  checkDashes([...network, file, observed, privateKey]);
  const findings: Finding[] = [];
  const files = new Map<string, string>();
  const networks: TenantNetwork[] = [];
  for (const file of options.network) {
    const network = attempt(findings, file, '-t', parseTenantNetwork);
    if (network === undefined) continue;
    networks.push(network);
    files.set(network.id, file);
  }
  const inventory = attempt(findings, options.inventory, '-i', parseInventory);
  const fileOf = ({ document, network, path }: PlanError): string => {
    switch (document) {
      case 'inventory':
        return options.inventory;
      case 'tenant-network':
        return (network === undefined ? undefined : files.get(network)) ?? options.network.join(', ');
      case 'node-config':
        return '-c';
      case 'public-config':
        return '-p';
      case 'observed':
        return '--observed';
      case 'plan':
        return 'PLAN';
      case 'request':
        return path === '$.node' ? '--node' : '--network';
      default:
        return document satisfies never;
    }
  };
  return { networks, inventory, findings, fileOf };
}

/** Reads and parses the documents as `readDocuments` does, but fails where anything is wrong. */
export function loadDocuments(options: DocumentOptions): Loaded {
  const { inventory, findings, ...rest } = readDocuments(options);
  if (inventory === undefined || findings.length > 0) throw new Failure(findings);
  return { ...rest, inventory };
}

/** Reads one tenant network and its inventory. */
export function loadOne(options: DocumentOptions): Loaded & { readonly network: TenantNetwork } {
  const [, second] = options.network;
  if (second !== undefined) {
    throw failure('bad-arguments', second, 'this verb looks at one network; give -t once');
  }
  const loaded = loadDocuments(options);
  const [network] = loaded.networks;
  if (network === undefined) throw failure('bad-arguments', '-t', 'no network is given; give -t FILE');
  return { ...loaded, network };
}

/** Reads the observed state of a node from a file. */
export function loadObserved(file: string): NodeState {
  return succeed(parseObserved(parseJson(readText(file, '--observed'), file)), () => file);
}

/** Returns the right side, or fails and names the files. */
export function succeed<A>(result: E.Either<PlanErrors, A>, fileOf: (error: PlanError) => string): A {
  if (E.isLeft(result)) throw new Failure(findingsOf(result.left, fileOf));
  return result.right;
}

/** Returns what the file holds. What is wrong with it goes into `findings`. */
export function attempt<A>(
  findings: Finding[],
  file: string,
  option: string,
  parse: (json: unknown) => E.Either<PlanErrors, A>,
): A | undefined {
  try {
    return succeed(parse(parseJson(readText(file, option), file)), () => file);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    for (const finding of error.findings) findings.push(finding);
    return undefined;
  }
}
