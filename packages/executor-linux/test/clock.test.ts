import { expect, test } from 'vitest';
import { systemClock } from '../src/clock.js';

test('who sleeps is woken by the signal, and does not complain', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(600_000, controller.signal);
  controller.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(systemClock.sleep(600_000, controller.signal)).resolves.toBeUndefined();
});

test('its clock goes on while somebody sleeps', async () => {
  const before = systemClock.now();
  await systemClock.sleep(1);
  expect(systemClock.now()).toBeGreaterThan(before);
});
