import { expect, test } from 'vitest';
import { systemTime } from '../../src/port/system-time.js';

test('who sleeps is woken by the signal, and does not complain', async () => {
  const controller = new AbortController();
  const sleeping = systemTime.sleep(600_000, controller.signal);
  controller.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(systemTime.sleep(600_000, controller.signal)).resolves.toBeUndefined();
});

test('its clock goes on while somebody sleeps', async () => {
  const before = systemTime.now();
  await systemTime.sleep(1);
  expect(systemTime.now()).toBeGreaterThan(before);
});
