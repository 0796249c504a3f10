import { fc, test } from '@fast-check/vitest';
import { parseTenantNetwork, writeTenantNetwork } from '@networkd/planner';
import { mesh } from '@networkd/planner/testing';
import { expect } from 'vitest';

type Resource = Record<string, unknown>;

/** Errors of one field of a resource each, as its other fields and the other resource have nothing to do with them. */
const errors: Readonly<Record<string, (resource: Resource, other: Resource) => void>> = {
  'bad-port': (resource) => {
    resource['listenPort'] = 70_000;
  },
  'bad-key': (resource) => {
    resource['publicKey'] = 'no key';
  },
  'duplicate-key': (resource, other) => {
    resource['publicKey'] = other['publicKey'];
  },
  'duplicate-node': (resource, other) => {
    resource['node'] = other['node'];
  },
  'bad-name': (resource) => {
    resource['node'] = 'no name';
  },
  'subnet-overlap': (resource, other) => {
    resource['subnet'] = other['subnet'];
  },
  'subnet-outside-range': (resource) => {
    resource['subnet'] = '11.22.33.0/24';
  },
  'unknown-field': (resource) => {
    resource['colour'] = 'red';
  },
};
const field: Readonly<Record<string, string>> = {
  'bad-port': 'port',
  'bad-key': 'key',
  'duplicate-key': 'key',
  'duplicate-node': 'node',
  'bad-name': 'node',
  'subnet-overlap': 'subnet',
  'subnet-outside-range': 'subnet',
  'unknown-field': 'none',
};

const kinds = fc.constantFrom(...Object.keys(errors));

test.prop([mesh({ maxNodes: 6 }), kinds, kinds])(
  'an error in a field of a resource hides no error in another field of it',
  ({ network }, one, two) => {
    fc.pre(field[one] !== field[two]);
    const document = JSON.parse(JSON.stringify(writeTenantNetwork(network))) as { resources: Resource[] };
    const [resource, other] = document.resources;
    fc.pre(resource !== undefined && other !== undefined && document.resources.length > 1);
    if (resource === undefined || other === undefined) return;
    for (const kind of [one, two]) errors[kind]?.(resource, other);
    const parsed = parseTenantNetwork(document);
    const found = parsed._tag === 'Left' ? parsed.left.map(({ kind }) => kind) : [];
    expect(found).toEqual(expect.arrayContaining([one, two]));
  },
);
