import { expect, test } from 'vitest';
import { canonicalText } from '../../src/operation/canonical.js';
import { key } from '../documents.js';

const prose = { owner: 'tn', reason: 'why', change: 'Create', disruptive: true } as const;

test('an operation as text is its kind and a netstring for each field that is carried out', () => {
  const peer = { ...prose, kind: 'WireGuardSetPeer', device: 'w-tn', publicKey: key(7) } as const;
  const full = {
    ...{ ...peer, netns: 'n-tn', endpoint: '185.69.166.10:7001' },
    ...{ allowedIPs: ['10.1.3.0/24', '100.64.1.3/32'], persistentKeepalive: 25 },
  };
  expect(canonicalText(full)).toBe(
    `WireGuardSetPeer 4:n-tn 4:w-tn 44:${key(7)} 18:185.69.166.10:7001 25:10.1.3.0/24,100.64.1.3/32 2:25`,
  );
});

test('a field that is absent is an empty one, so that none can take its place', () => {
  expect(canonicalText({ ...prose, kind: 'LinkSet', name: 'b-tn', up: false })).toBe(
    'LinkSet 0: 4:b-tn 0: 0: 5:false',
  );
});
