import {
  type PrivateKey,
  parseInventory,
  parseTenantNetwork,
  privateKeyText,
  survey,
  type Topology,
} from '@networkd/planner';
import * as E from 'fp-ts/lib/Either.js';
import { privateHalf } from '../key.js';
import type { Lab } from '../lab.js';
import type { Outcome } from '../machine/command.js';
import type { RunningMachine } from '../machine/machine.js';

/** A version of a tenant network in a laboratory. */
export interface Tenant {
  readonly lab: Lab;
  /** The version as it was given, `tenant-network/1`. */
  readonly document: unknown;
  readonly topology: Topology;
}

const files = { network: 'network.json', inventory: 'inventory.json', secrets: 'secrets', state: 'state' };

const documents = ['-t', files.network, '-i', files.inventory];

/** What an access point has of `tn access`. */
const accessFile = 'wg0.conf';

/**
 * Returns a version of a tenant network, with the keys of the examples (packages/lab/src/key.ts), on the nodes of a
 * laboratory.
 */
export function tenantIn(lab: Lab, document: unknown): Tenant {
  const network = right(parseTenantNetwork(document));
  const inventory = right(parseInventory(lab.inventory));
  return { lab, document, topology: right(survey(network, inventory)) };
}

/** Returns the nodes of the network that run, in the order of the network. */
export function nodesOf({ topology }: Tenant): readonly string[] {
  return topology.vertices.filter(({ node }) => !node.down).map(({ node }) => node.id);
}

/** Delivers the documents and their own private keys to the nodes and the access points. */
export function deliver(tenant: Tenant): void {
  const { lab, topology } = tenant;
  const { id, resources, accessPoints } = topology.network;
  const running = nodesOf(tenant);
  for (const { node, publicKey } of resources) {
    if (!running.includes(node)) continue;
    const machine = lab.node(node);
    writeDocuments(machine, tenant);
    writeKey(machine, `${files.secrets}/${id}.key`, privateHalf(`${id}/${node}`, publicKey));
  }
  for (const { name, publicKey } of accessPoints) {
    const machine = lab.node(name);
    writeDocuments(machine, tenant);
    writeKey(machine, keyFile(name), privateHalf(`${id}/${name}`, publicKey));
  }
}

/** Brings a node to the version that was delivered to it, as its operator would. */
export function apply({ lab }: Tenant, node: string): Promise<Outcome> {
  const folders = ['--secrets', files.secrets, '--state', files.state];
  return lab.node(node).tn(['apply', ...documents, '-n', node, ...folders, '--yes']);
}

/** Takes an access point into the network, as its owner would: with the configuration for wg-quick(8). */
export async function dial({ lab }: Tenant, accessPoint: string): Promise<Outcome> {
  const machine = lab.node(accessPoint);
  const wanted = ['--private-key', keyFile(accessPoint), '-o', accessFile];
  const written = await machine.tn(['access', ...documents, accessPoint, ...wanted]);
  return written.status === 0 ? machine.run(['sh', '-c', `exec wg-quick up "$PWD"/${accessFile}`]) : written;
}

function writeDocuments(machine: RunningMachine, { lab, document }: Tenant): void {
  machine.write(files.network, JSON.stringify(document));
  machine.write(files.inventory, JSON.stringify(lab.inventory));
}

function writeKey(machine: RunningMachine, file: string, key: PrivateKey): void {
  machine.write(file, `${privateKeyText(key)}\n`);
}

function keyFile(accessPoint: string): string {
  return `${accessPoint}.key`;
}

function right<L, A>(either: E.Either<L, A>): A {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left, undefined, 2));
  return either.right;
}
