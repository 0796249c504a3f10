import { accessSync, constants } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BootOptions, boot } from './boot.js';

/** Milliseconds in which a kernel boots where the processor runs it itself: /dev/kvm may be there and hang. */
const patience = 5000;

/** Returns what QEMU is to run a kernel with: the processor itself where it answers, else emulation. */
export function acceleratorFor(options: Pick<BootOptions, 'kernel' | 'share'>): Promise<'kvm' | 'tcg'> {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
  } catch {
    return Promise.resolve('tcg');
  }
  return new Promise((resolve) => {
    const vm = boot({
      ...options,
      accelerator: 'kvm',
      hear: () => {
        resolve('kvm');
        vm.end();
      },
    });
    const giveUp = () => {
      vm.end();
      resolve('tcg');
    };
    void vm.ended.then(giveUp);
    void sleep(patience, undefined, { ref: false }).then(giveUp);
  });
}
