import { test as property } from '@fast-check/vitest';
import { parseTenantNetwork, pointerOf, problemDetails } from '@networkd/planner';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/** What a JSON Pointer leads to (RFC 6901, 4): written here a second time, from the RFC. */
function at(pointer: string, document: unknown): unknown {
  const [, ...tokens] = decodeURIComponent(pointer.slice(1)).split('/');
  return tokens
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((value, key) => (value as Record<string, unknown>)[key], document);
}

test('an error is an entry with its place in both notations, and what to do', () => {
  const errors = parseTenantNetwork({
    schema: 'tenant-network/1',
    id: 'x',
    version: 1,
    range: '10.1.0.0/16',
    resources: [{ node: 'a', subnet: '10.1.1.0/24', publicKey: 'no key', listenPort: 70_000 }],
  });
  if (errors._tag === 'Right') throw new Error('it is right');
  const details = problemDetails(errors.left);
  expect(details).toMatchObject({
    type: 'about:blank',
    status: 422,
    detail: expect.stringMatching(/^2 errors: /),
    errors: [
      {
        kind: 'bad-key',
        path: '$.resources[0].publicKey',
        pointer: '#/resources/0/publicKey',
        value: 'no key',
      },
      { kind: 'bad-port', path: '$.resources[0].listenPort', pointer: '#/resources/0/listenPort' },
    ],
  });
  expect(JSON.parse(JSON.stringify(details))).toEqual(details);
});

property.prop([fc.string({ unit: 'binary', maxLength: 40 }).filter((key) => key !== '__proto__')])(
  'the pointer leads to the field that is not known, whatever its name',
  (name) => {
    const known = [
      'schema',
      'id',
      'version',
      'range',
      'range6',
      'resources',
      'accessPoints',
      'aggregators',
      'policy',
    ];
    fc.pre(!known.includes(name));
    const document = {
      schema: 'tenant-network/1',
      id: 'x',
      version: 1,
      range: '10.1.0.0/16',
      resources: [],
      [name]: 7,
    };
    const parsed = parseTenantNetwork(document as unknown);
    if (parsed._tag === 'Right') throw new Error('it is right');
    const [{ path }] = parsed.left;
    expect(at(pointerOf(path), document)).toBe(7);
  },
);
