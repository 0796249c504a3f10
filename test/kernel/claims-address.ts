import { add, both, type Claim, promote, remove, sysctl, three, up } from './claim.js';

/** Of addresses. */
export const addressClaims: readonly Claim[] = [
  ['a primary address takes its secondaries', [], [...up, ...three, remove('10.1.2.1/24')]],
  ['a secondary goes alone', [], [...up, ...three, remove('10.1.2.2/24')]],
  ['secondaries are promoted where that is on', [], [...up, promote, ...three, remove('10.1.2.1/24')]],
  [
    'a promoted secondary takes the others once that is off',
    [],
    [
      ...up,
      promote,
      ...three,
      remove('10.1.2.1/24'),
      sysctl('net.ipv4.conf.all.promote_secondaries', '0'),
      remove('10.1.2.2/24'),
    ],
  ],
  [
    'addresses of other lengths are no secondaries',
    [],
    [...up, add('10.1.2.1/24'), add('10.1.2.2/25'), remove('10.1.2.1/24')],
  ],
  [
    'an IPv6 address is refused again with any length, an IPv4 one with its own',
    ['EEXIST', 'EEXIST', 'EEXIST'],
    [
      ...up,
      add('fd00::1/64'),
      add('fd00::1/128'),
      add('fd00::1/64'),
      add('10.1.2.1/24'),
      add('10.1.2.1/24'),
      add('10.1.2.1/25'),
    ],
  ],
  [
    'an address is only deleted with its length',
    ['EADDRNOTAVAIL', 'EADDRNOTAVAIL'],
    [...up, ...both, remove('10.1.2.1/25'), remove('fd00::1/128')],
  ],
];
