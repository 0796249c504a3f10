import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import {
  commandsOf,
  connect,
  describe,
  explain,
  type NodeState,
  nodesOf,
  parseInventory,
  parseObserved,
  parseTenantNetwork,
  plan,
  planAll,
  privateKeyOf,
  privateKeyText,
  publicKeyOf,
} from '../../src/index.js';
import {
  checkVersions,
  mesh,
  meshDocuments,
  observe,
  parsedMesh,
  shuffled,
  versions,
} from '../../src/testing/index.js';
import { right } from '../right.js';
import { booted, brought, nodeAt } from './world.js';

test('order-independence: shuffling every array of both documents changes no byte of any plan', () => {
  fc.assert(
    fc.property(meshDocuments(), fc.nat(), (documents, seed) => {
      const plans = (network: unknown, inventory: unknown) => {
        const [parsedNetwork, parsedInventory] = [parseTenantNetwork(network), parseInventory(inventory)];
        const request = { networks: [right(parsedNetwork)], inventory: right(parsedInventory) };
        return [...planAll(request)].map((each) => JSON.stringify(each));
      };
      const { network, inventory } = documents;
      expect(plans(shuffled(network, seed), shuffled(inventory, seed))).toEqual(plans(network, inventory));
    }),
  );
});

test('order-independence: nodes are found in any order that an inventory that was not parsed has them', () => {
  const inAnyOrder = mesh().chain(({ network, inventory }) =>
    fc
      .shuffledSubarray([...inventory.nodes], { minLength: inventory.nodes.length })
      .map((nodes) => ({ network, inventory, nodes })),
  );
  fc.assert(
    fc.property(inAnyOrder, ({ network, inventory, nodes }) => {
      expect(connect(network, { ...inventory, nodes })).toEqual(connect(network, inventory));
    }),
  );
});

test('order-independence: shuffling what is observed changes no byte of the plan', () => {
  fc.assert(
    fc.property(versions(), fc.nat(), fc.nat(), (history, choice, seed) => {
      const [first, last] = [history[0], history.at(-1)].map((each) => each && parsedMesh(each));
      const node = first === undefined ? undefined : nodeAt(first.inventory, choice);
      if (first === undefined || last === undefined || node === undefined) return;
      const before = brought(booted(), { networks: [first.network], inventory: first.inventory }, node);
      const observed = observe(before, node);
      const request = { networks: [last.network], inventory: last.inventory, node };
      const planFrom = (state: NodeState) => right(plan({ ...request, observed: state }));
      const [asWritten, inAnyOrder] = [observed, shuffled(observed, seed)].map((json) =>
        JSON.stringify(planFrom(right(parseObserved(json)))),
      );
      expect(inAnyOrder).toBe(asWritten);
      const { basis, hash } = planFrom(observed);
      expect(JSON.parse(asWritten ?? '')).toMatchObject({ basis, hash });
    }),
  );
});

test('planning one node gives what planning all gives', () => {
  fc.assert(
    fc.property(mesh(), ({ network, inventory }) => {
      const all = [...planAll({ networks: [network], inventory })].map((each) => JSON.stringify(each));
      const alone = nodesOf([network]).map((node) =>
        JSON.stringify(plan({ networks: [network], inventory, node })),
      );
      expect(alone).toEqual(all);
    }),
  );
});

test('stability: the same network planned again at a later version has the same ports, aggregators and operations', () => {
  fc.assert(
    fc.property(mesh(), ({ network, inventory }) => {
      const later = { ...network, version: network.version + 1 };
      const operations = ({ id, version, ...rest }: typeof network) =>
        [...planAll({ networks: [{ id, version, ...rest }], inventory })].map(
          (each) => right(each).operations,
        );
      expect(operations(later)).toEqual(operations(network));
      const [before, after] = [network, later].map((each) => right(connect(each, inventory)));
      expect(before === undefined || after === undefined ? [] : checkVersions(before, after)).toEqual([]);
    }),
  );
});

/** A private key for every resource, and the documents with the public halves of them. */
const withPrivateKeys = fc
  .tuple(
    meshDocuments({ maxNodes: 4 }),
    fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([{ network, inventory }, bytes]) => {
    const keys = bytes.map((each, i) => privateKeyOf(each.map((byte, j) => (j === 5 ? i : byte))));
    const resources = (network['resources'] as readonly object[]).map((each, i) => {
      const key = keys[i];
      return key === undefined ? each : { ...each, publicKey: publicKeyOf(key) };
    });
    return {
      documents: { network: { ...network, resources }, inventory },
      secrets: keys.map(privateKeyText),
    };
  });

test('no secret is in a plan, its lines, its commands or the errors of a document that holds one', () => {
  fc.assert(
    fc.property(withPrivateKeys, ({ documents, secrets }) => {
      const { network, inventory } = parsedMesh(documents);
      const plans = [...planAll({ networks: [network], inventory })].map(right);
      const lines = plans.flatMap(({ operations }) => operations.map(describe));
      const commands = plans.flatMap(({ operations }) => operations.flatMap(commandsOf));
      const leaky = (documents.network['resources'] as readonly object[]).map((each, i) => ({
        ...each,
        privateKey: secrets[i],
      }));
      const refused = parseTenantNetwork({ ...documents.network, resources: leaky });
      const errors = E.isLeft(refused) ? refused.left : [];
      expect(errors.length).toBeGreaterThanOrEqual(leaky.length);
      const output = JSON.stringify([plans, lines, commands, errors, errors.map(explain)]);
      expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
    }),
  );
});
