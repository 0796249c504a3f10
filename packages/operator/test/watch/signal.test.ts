import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { signal } from '../../src/watch/signal.js';
import { fakeClock } from '../fake/clock.js';

test.prop([fc.array(fc.nat({ max: 3 }), { maxLength: 20 })])(
  'a signal spares one sleep, however often it was raised since the last',
  async (raises) => {
    const clock = fakeClock();
    const { raise, raised } = signal(clock);
    for (const times of raises) {
      for (let i = 0; i < times; i++) raise();
      await raised(7);
    }
    expect(clock.slept).toHaveLength(raises.filter((times) => times === 0).length);
  },
);
